import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Parameters } from "../../diagnostics/catalogue.js";
import type { Flow, FoundTask } from "../../ir/flow.js";
import type { Span } from "../../ir/source.js";
import { compensateOf } from "../../ir/step.js";
import { type Rule, stepsOf, targetsIn } from "../rule.js";

/** Why a task may have no contract. */
function standing({ contracts }: Flow, task: FoundTask | undefined): Parameters<"unknown-task">["is"] {
  const isTaskFirst = [...contracts.values()].every(({ source }) => source.kind === "task");
  if (!isTaskFirst) return "nowhere";
  if (!task) return "not among tasks";
  if (!task.isTyped) return "not typed";
  return task.isExported ? "nowhere" : "not exported";
}

/** Every task that is named has a contract. */
export const knownTasks: Rule = (flow, report) => {
  const check = (name: string, span: Span): void => {
    if (flow.contracts.has(name)) return;
    const task = flow.tasks.find(({ id }) => id === name);
    const related = task ? [{ message: "The task is here.", span: task.span }] : [];
    const suggestions = task ? [] : didYouMean(name, flow.contracts.keys());
    report(diagnostic("unknown-task", { span, related, suggestions }, { name, is: standing(flow, task) }));
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
