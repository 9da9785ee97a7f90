import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Step } from "../../ir/step.js";
import { type Rule, stepsOf } from "../rule.js";

/** How long Trigger.dev keeps a key that does not say so. */
const KEPT = "30d";

/** A key that is known beyond one run outlives the wait that it is of: else a run that goes on would wait anew. */
export const lastingKeys: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    if (!definition.resume) continue;
    const { value = KEPT } = definition.resume.ttl ?? {};
    if (typeof value !== "string") continue;
    for (const step of stepsOf(definition)) {
      const waits = longestOf(step);
      if (waits === undefined || secondsOf(waits) <= secondsOf(value)) continue;
      report(diagnostic("short-resume", { span: step.nameSpan }, { name: step.name, waits, kept: value }));
    }
  }
};

/** How long a step may wait in one piece, where that is known. */
function longestOf(step: Step): string | undefined {
  if (step.kind === "approval") return step.timeout;
  const period = step.kind === "wait" && "unit" in step.until ? step.until : undefined;
  const { unit, amount } = period ?? (step.kind === "run" ? step.repeat?.delay : undefined) ?? {};
  return unit && `${amount}${unit.charAt(0)}`;
}

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, hr: 3600, d: 86_400, w: 604_800 };

const secondsOf = (duration: string): number =>
  [...duration.matchAll(/([\d.]+)(hr|[smhdw])/g)].reduce(
    (sum, [, amount = "", unit = ""]) => sum + Number(amount) * (SECONDS[unit] ?? 0),
    0,
  );
