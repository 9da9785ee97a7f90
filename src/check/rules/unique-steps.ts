import { diagnostic } from "../../diagnostics/diagnostic.js";
import { type Rule, stepsOf } from "../rule.js";

/** The steps of a track have different names: outputs and keys go by them. */
export const uniqueSteps: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    const seen = new Map<string, (typeof steps)[number]>();
    const steps = stepsOf(definition);
    for (const step of steps) {
      const first = seen.get(step.name);
      if (!first) {
        seen.set(step.name, step);
        continue;
      }
      const related = [{ message: "The first one is here.", span: first.nameSpan }];
      report(diagnostic("duplicate-step", { span: step.nameSpan, related }, { name: step.name }));
    }
  }
};
