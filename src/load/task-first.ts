import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { ts } from "ts-morph";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Contract, FoundTask } from "../ir/flow.js";
import { nodeSpan } from "./graph.js";
import type { Module, Modules } from "./modules.js";
import { declaredTasks } from "./task-syntax.js";

/** Where the tasks of a project are known from. */
export interface TaskSources {
  /** The tasks that were found in the folders of trigger.config.ts. */
  readonly tasks: readonly FoundTask[];
  /** The output folder: `Tasks` of its `tasks.ts` stands for all of them. */
  readonly output: string;
  /** Hears of every further file that is read. */
  readonly onRead: (file: string) => void;
}

/**
 * The contracts of tasks that exist: of the modules named in `createFlow<typeof import("…")>()`, or of all that were
 * found where `createFlow<Tasks>()` is written.
 */
export function findTasks(
  modules: Modules,
  sources: TaskSources,
  report: Report,
): { contracts: Contract[]; listed: readonly FoundTask[] } {
  const listed = new Map<string, FoundTask>();
  const contracts: Contract[] = [];
  for (const module of modules.byFile.values()) {
    for (const argument of flowCalls(module)) {
      if (!namesAllTasks(argument, module, sources.output)) {
        contracts.push(...tasksOfType(argument, module, modules, sources.onRead, report));
        continue;
      }
      const exported = sources.tasks.filter(({ isExported }) => isExported);
      for (const found of exported) if (!listed.has(found.id)) listed.set(found.id, found);
      const span = nodeSpan(argument, modules);
      for (const { id, task } of listed.values()) contracts.push({ id, span, source: { kind: "task", task } });
      if (listed.size === 0)
        report(diagnostic("task-not-found", { span }, { module: "the `dirs` of trigger.config.ts" }));
    }
  }
  return { contracts, listed: [...listed.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** Whether a type is `Tasks` of the generated `tasks.ts`, imported by name or in place. */
function namesAllTasks(type: ts.TypeNode, module: Module, output: string): boolean {
  const specifier = ts.isImportTypeNode(type) ? importTypeOf(type, "Tasks") : importedFrom(type, "Tasks", module);
  if (specifier === undefined) return false;
  const file = module.imports.find((one) => one.specifier === specifier)?.file;
  const path = file ?? posix.join(posix.dirname(module.file), specifier);
  return path.replace(/\.[cm]?[jt]s$/, "") === `${output}/tasks`;
}

/** The module of `import("…").name`. */
function importTypeOf(type: ts.ImportTypeNode, name: string): string | undefined {
  const isNamed = !type.isTypeOf && type.qualifier && ts.isIdentifier(type.qualifier) && type.qualifier.text === name;
  const literal = ts.isLiteralTypeNode(type.argument) ? type.argument.literal : undefined;
  return isNamed && literal && ts.isStringLiteral(literal) ? literal.text : undefined;
}

/** The module that a type, written as a name, imports as `name`. */
function importedFrom(type: ts.TypeNode, name: string, module: Module): string | undefined {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  const own = type.typeName.text;
  for (const statement of module.ast.statements.filter(ts.isImportDeclaration)) {
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const isIt = bindings.elements.some((one) => one.name.text === own && (one.propertyName ?? one.name).text === name);
    if (isIt) return statement.moduleSpecifier.text;
  }
  return undefined;
}

function flowCalls(module: Module): ts.TypeNode[] {
  const found: ts.TypeNode[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "createFlow") {
      found.push(...(node.typeArguments ?? []));
    }
    node.forEachChild(visit);
  };
  visit(module.ast);
  return found;
}

function tasksOfType(
  type: ts.TypeNode,
  module: Module,
  modules: Modules,
  onRead: (file: string) => void,
  report: Report,
): Contract[] {
  if (ts.isParenthesizedTypeNode(type)) return tasksOfType(type.type, module, modules, onRead, report);
  if (ts.isIntersectionTypeNode(type))
    return type.types.flatMap((one) => tasksOfType(one, module, modules, onRead, report));
  const specifier = moduleNamed(type, module);
  if (specifier === undefined) return [];
  const span = nodeSpan(type, modules);
  const path = sourceFile(resolve(modules.root, dirname(module.file), specifier));
  if (path === undefined) {
    report(diagnostic("unresolved-import", { span }, { specifier }));
    return [];
  }
  const ref = modules.moduleRef(module, specifier);
  const contracts = exportedTasks(path, onRead).map(({ id, name }): Contract => ({
    id,
    span,
    source: { kind: "task", task: { kind: "imported", module: ref, name, prefer: name, typeOnly: true } },
  }));
  if (contracts.length === 0) report(diagnostic("task-not-found", { span }, { module: specifier }));
  return contracts;
}

/** The module of `typeof import("…")`, or of `typeof name` where `import type * as name from "…"`. */
function moduleNamed(type: ts.TypeNode, module: Module): string | undefined {
  if (ts.isImportTypeNode(type) && type.isTypeOf && ts.isLiteralTypeNode(type.argument)) {
    return ts.isStringLiteral(type.argument.literal) ? type.argument.literal.text : undefined;
  }
  if (!ts.isTypeQueryNode(type) || !ts.isIdentifier(type.exprName)) return undefined;
  const name = type.exprName.text;
  for (const statement of module.ast.statements) {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (!bindings || !ts.isNamespaceImport(bindings) || bindings.name.text !== name) continue;
    const specifier = ts.isImportDeclaration(statement) && statement.moduleSpecifier;
    return specifier && ts.isStringLiteral(specifier) ? specifier.text : undefined;
  }
  return undefined;
}

/** The TypeScript file behind a specifier such as `./media.js` or `./media`. */
function sourceFile(path: string): string | undefined {
  const candidates = [path, path.replace(/\.([cm]?)js$/, ".$1ts"), `${path}.ts`, `${path}.tsx`, join(path, "index.ts")];
  return candidates.find((one) => /\.[cm]?tsx?$/.test(one) && existsSync(one));
}

/** The tasks that a module exports, by their syntax: nothing is imported. */
function exportedTasks(
  path: string,
  onRead: (file: string) => void,
  seen: readonly string[] = [],
): { id: string; name: string }[] {
  if (seen.includes(path)) return [];
  onRead(path);
  const ast = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const own = declaredTasks(ast);
  const tasks = new Map(own.map(({ id, name }) => [name, id]));
  const reExported = ast.statements
    .filter(ts.isExportDeclaration)
    .flatMap((statement): { id: string; name: string }[] => {
      const from = statement.moduleSpecifier;
      const target = from && ts.isStringLiteral(from) ? sourceFile(posix.join(dirname(path), from.text)) : undefined;
      const available =
        target === undefined
          ? tasks
          : new Map(exportedTasks(target, onRead, [...seen, path]).map(({ id, name }) => [name, id]));
      if (!statement.exportClause) return [...available].map(([name, id]) => ({ id, name }));
      if (!ts.isNamedExports(statement.exportClause)) return [];
      return statement.exportClause.elements.flatMap((element) => {
        const id = available.get((element.propertyName ?? element.name).text);
        return id === undefined ? [] : [{ id, name: element.name.text }];
      });
    });
  return [...own.filter(({ isExported }) => isExported), ...reExported].map(({ id, name }) => ({ id, name }));
}
