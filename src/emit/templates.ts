import { packageFile } from "../package-files.js";
import type { Fragment } from "../ir/code.js";
import { fill, type HoleValues } from "./fill.js";
import { parseTemplate, type Template } from "./template.js";

/** The templates, by file name in `templates/`. */
export type TemplateName =
  | "answer"
  | "approval"
  | "approval-or-value"
  | "as-node"
  | "assign"
  | "attempt"
  | "batch"
  | "branch"
  | "branch-with-default"
  | "compensation"
  | "contract"
  | "contract-of-task"
  | "cron"
  | "error-of-run"
  | "flow"
  | "graph"
  | "input"
  | "input-of"
  | "items"
  | "keeper"
  | "key-of"
  | "key-of-round"
  | "parent"
  | "parent-compensating"
  | "parent-compensating-with-schema"
  | "parent-with-schema"
  | "period"
  | "progress"
  | "progress-of"
  | "progress-reader"
  | "pull"
  | "pull-one"
  | "region"
  | "region-key"
  | "region-undoable"
  | "regions"
  | "repeat"
  | "resumed-key-of-round"
  | "return"
  | "run"
  | "run-attempt"
  | "run-each"
  | "run-each-collected"
  | "run-each-counted"
  | "run-each-ignored"
  | "run-each-resumed"
  | "run-each-resumed-collected"
  | "run-each-resumed-counted"
  | "run-each-resumed-ignored"
  | "run-each-resumed-unread"
  | "run-each-unread"
  | "run-expression"
  | "run-followed"
  | "run-followed-output"
  | "run-last"
  | "run-noted"
  | "run-or-fallback"
  | "run-unchecked"
  | "run-undoable"
  | "run-unread"
  | "settled"
  | "statement"
  | "take"
  | "tasks"
  | "transform"
  | "transform-last"
  | "undo"
  | "undo-completed"
  | "undo-each"
  | "undo-each-item"
  | "undo-nested"
  | "undo-region"
  | "wait-for"
  | "wait-key"
  | "wait-until"
  | "wave"
  | "wave-guarded"
  | "wave-guarded-followed"
  | "wave-unread"
  | "when"
  | "when-expression"
  | "when-expression-passed-on"
  | "when-or-skipped"
  | "when-unread";

const parsed = new Map<TemplateName, Template>();

/** Fills the template of this name. Each is parsed once. */
export function fillTemplate(name: TemplateName, values: HoleValues): Fragment {
  let template = parsed.get(name);
  if (!template) {
    template = parseTemplate(packageFile(`templates/${name}.ts`));
    parsed.set(name, template);
  }
  return fill(template, values);
}
