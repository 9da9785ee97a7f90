import { existsSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import type { Span } from "../ir/source.js";
import { entryPointSearch } from "../tasks/entry-points.js";
import { isInTriggerFolder, relativeDir } from "../tasks/trigger-folders.js";
import { constantOf, constantText, exportNamed, propertyOf, type Written } from "./constants.js";
import type { FileSearch } from "./definition-files.js";
import { unwrap } from "./scope.js";
import type { SourceModule, SourceModules } from "./source-modules.js";

const CONFIG_FILES = ["ts", "mts", "cts", "js", "mjs", "cjs"].map((ending) => `trigger.config.${ending}`);

/** Where Trigger.dev looks for the tasks of a project. */
export interface TriggerDirs {
  /** Absolute paths of what says so, whether they exist or not. */
  readonly files: readonly string[];
  readonly search: FileSearch;
  /** Of the files that the search finds, relative to the root, those that Trigger.dev takes. */
  readonly isTaken: (file: string) => boolean;
  /** What cannot be told without evaluating the configuration. */
  readonly unread: UnreadSetting | undefined;
  /** The text that `unread` points into, by its file. */
  readonly sources: ReadonlyMap<string, string>;
}

/** A setting of trigger.config.ts that is more than constants. */
export interface UnreadSetting {
  readonly what: string;
  readonly span: Span;
}

/** Reads `dirs` and `ignorePatterns` of `trigger.config.ts` by their syntax: nothing of it is evaluated. */
export function readTriggerDirs(root: string, modules: SourceModules): TriggerDirs {
  const files = CONFIG_FILES.map((name) => join(root, name));
  const at = files.findIndex((one) => existsSync(one));
  const path = files[at];
  const nothing = { files, search: { patterns: [], ignore: [] }, isTaken: () => true, sources: new Map() };
  if (path === undefined) return { ...nothing, unread: undefined };
  const file = CONFIG_FILES[at] ?? "";
  const module = modules.read(path);
  const unread = (what: string, node: ts.Node): TriggerDirs => ({
    ...nothing,
    unread: { what, span: { file, start: node.getStart(module.ast), end: node.end } },
    sources: new Map([[file, module.ast.text]]),
  });
  const exported = exportedConfig(module, modules);
  const config = exported && objectOf(exported, modules);
  if (!config) return unread(`what ${file} exports`, exported?.module === module ? exported.node : module.ast);
  const dirs = listOf(config, "triggerDirectories", modules) ?? listOf(config, "dirs", modules);
  const ignorePatterns = listOf(config, "ignorePatterns", modules);
  const place = config.module === module ? config.node : module.ast;
  if (dirs === "unknown") return unread(`\`dirs\` of ${file}`, place);
  if (ignorePatterns === "unknown") return unread(`\`ignorePatterns\` of ${file}`, place);
  const search = entryPointSearch({
    dirs: dirs?.map((dir) => relativeDir(dir, root)) ?? ["**/trigger"],
    ignorePatterns,
  });
  // Without `dirs` the search is wider than what is taken: a folder that is added later has to be noticed.
  const patterns = dirs
    ? search.patterns
    : search.patterns.map((pattern) => pattern.replace("trigger/*.", "trigger/**/*."));
  return {
    ...nothing,
    search: { ...search, patterns },
    isTaken: dirs ? () => true : isInTriggerFolder,
    unread: undefined,
  };
}

/** What the configuration exports: by default, as `config`, or as a CommonJS module. */
function exportedConfig(module: SourceModule, modules: SourceModules): Written | undefined {
  const named = exportNamed("default", module, modules) ?? exportNamed("config", module, modules);
  if (named) return named;
  for (const statement of module.ast.statements) {
    if (ts.isExportAssignment(statement)) return { node: statement.expression, module };
    const assignment = ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (!assignment || !ts.isBinaryExpression(assignment)) continue;
    if (/^(module\.)?exports(\.default|\.config)?$/.test(assignment.left.getText()))
      return { node: assignment.right, module };
  }
  return undefined;
}

/** The object in `defineConfig({ … })`, or behind a name. */
function objectOf({ node, module }: Written, modules: SourceModules): Written<ts.ObjectLiteralExpression> | undefined {
  if (!ts.isExpression(node)) return undefined;
  const found = constantOf(node, module, modules);
  if (ts.isObjectLiteralExpression(found.node)) return { ...found, node: found.node };
  const [argument] = ts.isCallExpression(found.node) ? found.node.arguments : [];
  return argument && objectOf({ node: argument, module: found.module }, modules);
}

/** The texts of a list; `undefined` where there is none, `"unknown"` where it is more than constants. */
function listOf(
  config: Written<ts.ObjectLiteralExpression>,
  name: string,
  modules: SourceModules,
): string[] | "unknown" | undefined {
  const value = propertyOf(config, name, modules);
  if (value === "absent") return undefined;
  return value === "unknown" ? value : (textsOf(value, modules) ?? "unknown");
}

function textsOf({ node, module }: Written<ts.Expression>, modules: SourceModules): string[] | undefined {
  const list = constantOf(node, module, modules);
  if (!ts.isArrayLiteralExpression(list.node)) return undefined;
  const texts = list.node.elements.map((element) => {
    if (ts.isSpreadElement(element)) return textsOf({ node: unwrap(element.expression), module: list.module }, modules);
    const text = constantText(element, list.module, modules);
    return text === undefined ? undefined : [text];
  });
  return texts.some((one) => one === undefined) ? undefined : texts.flatMap((one) => one ?? []);
}
