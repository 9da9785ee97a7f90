import { createRequire } from "node:module";
import type { Task } from "./platform/tasks.js";

/** How many times to come the platform tells a scheduled task. */
const UPCOMING = 10;

/** The parser of Trigger.dev's server; it brings a library of dates, so only who runs a schedule loads it. */
const load = (): typeof import("cron-parser") =>
  createRequire(import.meta.url)("cron-parser") as typeof import("cron-parser");

/** What a scheduled task is run with, when its time has come. */
export function schedulePayload({ id, schedule }: Task, timestamp: Date): object {
  const timezone = schedule?.timezone ?? "UTC";
  const payload = { type: "DECLARATIVE", scheduleId: `sched_${id}`, timezone, timestamp };
  if (!schedule) return { ...payload, upcoming: [] };
  const times = load().CronExpressionParser.parse(schedule.cron, { currentDate: timestamp, tz: timezone });
  return { ...payload, upcoming: times.take(UPCOMING).map((time) => time.toDate()) };
}
