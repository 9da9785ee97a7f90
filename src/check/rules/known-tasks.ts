import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Span } from "../../ir/source.js";
import { compensateOf } from "../../ir/step.js";
import { type Rule, stepsOf, targetsIn } from "../rule.js";

/** Every task that is named has a contract. */
export const knownTasks: Rule = (flow, report) => {
  const check = (name: string, span: Span): void => {
    if (flow.contracts.has(name)) return;
    report(diagnostic("unknown-task", { span, suggestions: didYouMean(name, flow.contracts.keys()) }, { name }));
  };
  if (flow.contracts.size === 0) {
    const [first] = flow.definitions;
    if (first) report(diagnostic("no-contracts", { span: first.nameSpan }, {}));
    return;
  }
  for (const definition of flow.definitions) {
    const compensations = stepsOf(definition).flatMap((step) => compensateOf(step)?.target ?? []);
    for (const target of [...targetsIn(definition), ...compensations])
      if (target.kind === "task") check(target.taskName, target.span);
  }
};
