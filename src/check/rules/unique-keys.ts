import { diagnostic } from "../../diagnostics/diagnostic.js";
import { itemKeyPrefix, stepKey } from "../../plan/keys.js";
import { type Rule, stepsOf } from "../rule.js";

/** Two runs of one task in one parent never share an idempotency key: the second would be given the first's result. */
export const uniqueKeys: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    const steps = stepsOf(definition);
    for (const many of steps.filter((step) => step.forEach)) {
      const prefix = itemKeyPrefix(many.name);
      for (const other of steps) {
        const key = other.forEach ? itemKeyPrefix(other.name) : stepKey(other.name);
        const isItem = other.taskName === many.taskName && other !== many && !other.forEach && key.startsWith(prefix);
        if (isItem && /^\d+$/.test(key.slice(prefix.length)))
          report(diagnostic("duplicate-key", { span: other.nameSpan }, { key }));
      }
    }
  }
};
