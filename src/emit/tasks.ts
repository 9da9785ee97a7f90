import { local } from "../ir/code.js";
import type { FoundTask } from "../ir/flow.js";
import type { DraftFile } from "../ir/plan.js";
import { printKey } from "../lift/literal.js";
import { headerOf } from "./header.js";
import { printFile } from "./print-file.js";
import { fillTemplate } from "./templates.js";

/** Prints `tasks.ts`, the type of a registry of all tasks; nothing where no registry is made of it. */
export function tasksFiles(listed: readonly FoundTask[], output: string): DraftFile[] {
  if (listed.length === 0) return [];
  const tasks = listed.map(({ id, task }) => ({ $key: [printKey(id)], $Task: ["typeof ", task] }));
  const code = [fillTemplate("tasks", { tasks })];
  const content = { path: "tasks.ts", header: headerOf("trigger.config.ts"), exports: [local("Tasks")], code };
  return [printFile({ ...content, span: undefined }, output)];
}
