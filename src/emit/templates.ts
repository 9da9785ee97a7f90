import { packageFile } from "../package-files.js";
import type { Fragment } from "../ir/code.js";
import { fill, type HoleValues } from "./fill.js";
import { parseTemplate, type Template } from "./template.js";

/** The templates, by file name in `templates/`. */
export type TemplateName =
  | "batch"
  | "contract"
  | "contract-of-task"
  | "flow"
  | "graph"
  | "input"
  | "input-of"
  | "parent"
  | "parent-with-schema"
  | "pull"
  | "pull-one"
  | "region"
  | "return"
  | "run"
  | "run-each"
  | "run-each-resumed"
  | "run-each-resumed-unread"
  | "run-each-unread"
  | "run-last"
  | "run-unread"
  | "cron"
  | "key-of"
  | "tasks"
  | "wave";

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
