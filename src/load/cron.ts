import type { CronSchedule } from "../ir/flow.js";
import type { Span } from "../ir/source.js";
import type { Lifter } from "../lift/lifter.js";
import { liftMapper } from "../lift/mapper.js";
import { liftConstant } from "../lift/options.js";
import type { Entity } from "./evaluation.js";

/** Reads when an orchestrator runs by itself. */
export function readCron(owner: Entity, whole: Span, lifter: Lifter): CronSchedule | undefined {
  const cron = liftConstant(owner, "cron", whole, lifter);
  if (!cron) return undefined;
  const text = (name: string): string | undefined => {
    const { value } = cron;
    const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
    return found === undefined ? undefined : String(found);
  };
  const object = lifter.graph.property(owner, "cron");
  const place = (name: string): Span => (object ? lifter.graph.spanOf(object, [name], cron.span) : cron.span);
  return {
    span: cron.span,
    places: { pattern: place("pattern"), timezone: place("timezone"), window: place("window") },
    property: cron.code,
    pattern: typeof cron.value === "string" ? cron.value : (text("pattern") ?? ""),
    timezone: text("timezone"),
    window: text("window"),
    payload: liftMapper(owner, "cronPayload", "given", whole, lifter),
  };
}
