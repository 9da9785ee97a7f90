import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { ts } from "ts-morph";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Contract } from "../ir/flow.js";
import { nodeSpan } from "./graph.js";
import type { Module, Modules } from "./modules.js";
import { unwrap } from "./scope.js";

/** The contracts of tasks that exist: those of the modules named in `createFlow<typeof import("…")>()`. */
export function findTasks(modules: Modules, onRead: (file: string) => void, report: Report): Contract[] {
  return [...modules.byFile.values()].flatMap((module) =>
    flowCalls(module).flatMap((argument) => tasksOfType(argument, module, modules, onRead, report)),
  );
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
  const constants = new Map<string, string>();
  const tasks = new Map<string, string>();
  for (const declaration of ast.statements
    .filter(ts.isVariableStatement)
    .flatMap((one) => [...one.declarationList.declarations])) {
    if (!ts.isIdentifier(declaration.name) || !declaration.initializer) continue;
    const value = unwrap(declaration.initializer);
    if (ts.isStringLiteralLike(value)) constants.set(declaration.name.text, value.text);
    const id = ts.isCallExpression(value) ? taskId(value, constants) : undefined;
    if (id !== undefined) tasks.set(declaration.name.text, id);
  }
  return ast.statements.flatMap((statement): { id: string; name: string }[] => {
    if (ts.isVariableStatement(statement)) return isExported(statement) ? declared(statement, tasks) : [];
    if (!ts.isExportDeclaration(statement)) return [];
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
}

const isExported = (statement: ts.VariableStatement): boolean =>
  statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

function declared(statement: ts.VariableStatement, tasks: ReadonlyMap<string, string>): { id: string; name: string }[] {
  return statement.declarationList.declarations.flatMap(({ name }) => {
    const id = ts.isIdentifier(name) ? tasks.get(name.text) : undefined;
    return id === undefined ? [] : [{ id, name: name.getText() }];
  });
}

/** The id in `task({ id })` or `schemaTask({ id })`, given as a literal or as a constant of the module. */
function taskId(call: ts.CallExpression, constants: ReadonlyMap<string, string>): string | undefined {
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  if (!ts.isIdentifier(callee) || !/task$/i.test(callee.text)) return undefined;
  const [options] = call.arguments;
  if (!options || !ts.isObjectLiteralExpression(options)) return undefined;
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property) || property.name.getText() !== "id") continue;
    const value = unwrap(property.initializer);
    if (ts.isStringLiteralLike(value)) return value.text;
    return ts.isIdentifier(value) ? constants.get(value.text) : undefined;
  }
  return undefined;
}
