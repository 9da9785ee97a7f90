import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { FoundTask } from "../../ir/flow.js";
import type { Rule } from "../rule.js";

/** A task of the project has an id of its own. */
export const uniqueTasks: Rule = (flow, report) => {
  const first = new Map<string, FoundTask>();
  for (const task of flow.tasks) {
    const other = first.get(task.id);
    first.set(task.id, other ?? task);
    if (!other) continue;
    const related = [{ message: "The first one is here.", span: other.span }];
    report(diagnostic("duplicate-task", { span: task.span, related }, { id: task.id }));
  }
};
