import { diagnostic } from "../../diagnostics/diagnostic.js";
import { nameOfTarget, type Step, targetsOf } from "../../ir/step.js";
import { itemKeyPrefix, stepKey } from "../../plan/keys.js";
import { type Rule, stepsOf } from "../rule.js";

/** Two runs of one task in one parent never share an idempotency key: the second would be given the first's result. */
export const uniqueKeys: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    const steps = stepsOf(definition);
    for (const many of steps.filter(isMany)) {
      const prefix = itemKeyPrefix(many.name);
      for (const other of steps) {
        if (other === many || isMany(other) || !sharesTarget(other, many)) continue;
        const key = stepKey(other.name);
        if (key.startsWith(prefix) && /^\d+$/.test(key.slice(prefix.length)))
          report(diagnostic("duplicate-key", { span: other.nameSpan }, { key }));
      }
    }
  }
};

/** Whether a step has a number in its keys. */
const isMany = (step: Step): boolean => step.kind === "run" && (step.forEach ?? step.repeat) !== undefined;

function sharesTarget(a: Step, b: Step): boolean {
  const names = new Set(targetsOf(a).map(nameOfTarget));
  return targetsOf(b).some((target) => names.has(nameOfTarget(target)));
}
