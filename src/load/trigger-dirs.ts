import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import { toPosix } from "./paths.js";
import { unwrap } from "./scope.js";

const CONFIG_FILES = ["ts", "mts", "cts", "js", "mjs", "cjs"].map((ending) => `trigger.config.${ending}`);

/** Where Trigger.dev looks for the tasks of a project. */
export interface TriggerDirs {
  /** Absolute paths of what says so, whether they exist or not. */
  readonly files: readonly string[];
  /** Folders or globs, relative to the root; none where nothing can be told without evaluating the configuration. */
  readonly dirs: readonly string[];
  /** Instead of the usual patterns for test files. */
  readonly ignore: readonly string[] | undefined;
}

/** Reads `dirs` and `ignorePatterns` of `trigger.config.ts` by their syntax: nothing of it is evaluated. */
export function readTriggerDirs(root: string): TriggerDirs {
  const files = CONFIG_FILES.map((name) => join(root, name));
  const path = files.find((one) => existsSync(one));
  if (path === undefined) return { files, dirs: [], ignore: undefined };
  const ast = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const config = exportedObject(ast);
  const listed = config && listOf(config, "dirs");
  const dirs = listed === "absent" ? foldersNamedTrigger(root) : (listed ?? []);
  const ignore = config ? listOf(config, "ignorePatterns") : undefined;
  return { files, dirs: dirs.map(plainPath), ignore: Array.isArray(ignore) ? ignore : undefined };
}

/** The object in `export default defineConfig({ … })`, or behind the name that is exported. */
function exportedObject(ast: ts.SourceFile): ts.ObjectLiteralExpression | undefined {
  const exported = ast.statements.find((one) => ts.isExportAssignment(one) && !one.isExportEquals);
  return exported && ts.isExportAssignment(exported) ? objectOf(exported.expression, ast) : undefined;
}

function objectOf(expression: ts.Expression, ast: ts.SourceFile): ts.ObjectLiteralExpression | undefined {
  const value = unwrap(expression);
  if (ts.isObjectLiteralExpression(value)) return value;
  if (ts.isCallExpression(value)) return value.arguments[0] && objectOf(value.arguments[0], ast);
  if (!ts.isIdentifier(value)) return undefined;
  const declarations = ast.statements.filter(ts.isVariableStatement).flatMap((one) => one.declarationList.declarations);
  const own = declarations.find(({ name }) => ts.isIdentifier(name) && name.text === value.text);
  return own?.initializer && objectOf(own.initializer, ast);
}

/** The texts of a list; `"absent"` where the property is not there; nothing where it is more than literals. */
function listOf(object: ts.ObjectLiteralExpression, name: string): string[] | "absent" | undefined {
  if (object.properties.some(ts.isSpreadAssignment)) return undefined;
  const property = object.properties.find((one) => one.name?.getText() === name);
  if (!property) return "absent";
  const list = ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
  if (!list || !ts.isArrayLiteralExpression(list)) return undefined;
  const texts = list.elements.flatMap((one) => (ts.isStringLiteralLike(one) ? [one.text] : []));
  return texts.length === list.elements.length ? texts : undefined;
}

const plainPath = (dir: string): string => toPosix(dir).replace(/^\.\//, "").replace(/\/$/, "");

/** Without `dirs`, Trigger.dev looks into every folder of this name. */
function foldersNamedTrigger(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name === "node_modules" || entry.name.startsWith(".")) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    return entry.name === "trigger" && !path.endsWith("app/api/trigger") ? [path] : foldersNamedTrigger(root, path);
  });
}
