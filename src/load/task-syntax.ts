import { ts } from "ts-morph";
import { constantOf, constantText, moduleOf, propertyOf } from "./constants.js";
import { unwrap } from "./scope.js";
import type { SourceModule, SourceModules } from "./source-modules.js";

/** A task as a module declares it. */
export interface DeclaredTask {
  readonly id: string;
  /** The constant that holds it, or `default`. */
  readonly name: string;
  readonly node: ts.Node;
  readonly module: SourceModule;
  /** What the module calls it where it exports it. */
  readonly exportedAs: string | undefined;
}

/** A task that a module exports under a name, whichever module declares it. */
export interface ExportedTask extends DeclaredTask {
  readonly exportedAs: string;
}

/**
 * The tasks that a module declares, by their syntax: the call of a function whose name ends with `task`, with an `id`
 * that is a constant text, held by a constant or exported by default. Nothing is evaluated.
 */
export function declaredTasks(module: SourceModule, modules: SourceModules): DeclaredTask[] {
  const exported = exportedNames(module);
  return module.ast.statements.flatMap((statement): DeclaredTask[] => {
    if (ts.isExportAssignment(statement) && !statement.isExportEquals) {
      const id = taskId(statement.expression, module, modules);
      return id === undefined
        ? []
        : [{ id, name: "default", node: statement.expression, module, exportedAs: "default" }];
    }
    if (!ts.isVariableStatement(statement)) return [];
    return statement.declarationList.declarations.flatMap(({ name: node, initializer }): DeclaredTask[] => {
      const id = initializer && taskId(initializer, module, modules);
      if (!ts.isIdentifier(node) || id === undefined) return [];
      const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
      const exportedAs = isExported ? node.text : exported.get(node.text);
      return [{ id, name: node.text, node, module, exportedAs }];
    });
  });
}

/** What a module calls its own names where it exports them below: `export { a as b }`, `export default a`. */
function exportedNames(module: SourceModule): ReadonlyMap<string, string> {
  const names = module.ast.statements.flatMap((statement): [string, string][] => {
    if (ts.isExportAssignment(statement)) {
      const value = unwrap(statement.expression);
      return ts.isIdentifier(value) && !statement.isExportEquals ? [[value.text, "default"]] : [];
    }
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier || statement.isTypeOnly) return [];
    const clause = statement.exportClause;
    if (!clause || !ts.isNamedExports(clause)) return [];
    return clause.elements.map((one) => [(one.propertyName ?? one.name).text, one.name.text]);
  });
  // Of several names, one that is its own reads best.
  return new Map([...names, ...names.filter(([own, name]) => own === name)]);
}

/** The id in `task({ id })` or `schemaTask({ id })`. */
function taskId(expression: ts.Expression, module: SourceModule, modules: SourceModules): string | undefined {
  const call = unwrap(expression);
  if (!ts.isCallExpression(call)) return undefined;
  const callee = ts.isPropertyAccessExpression(call.expression) ? call.expression.name : call.expression;
  const [first] = call.arguments;
  if (!ts.isIdentifier(callee) || !/task$/i.test(callee.text) || !first) return undefined;
  const options = constantOf(first, module, modules);
  if (!ts.isObjectLiteralExpression(options.node)) return undefined;
  const id = propertyOf({ ...options, node: options.node }, "id", modules);
  return id === "absent" || id === "unknown" ? undefined : constantText(id.node, id.module, modules);
}

/** The tasks that a module exports, its own and those of others, by their syntax. */
export function exportedTasks(
  module: SourceModule,
  modules: SourceModules,
  seen: readonly string[] = [],
): ExportedTask[] {
  if (seen.includes(module.path)) return [];
  const within = [...seen, module.path];
  const own = declaredTasks(module, modules).flatMap((one) =>
    one.exportedAs === undefined ? [] : [{ ...one, exportedAs: one.exportedAs }],
  );
  const others = module.ast.statements.filter(ts.isExportDeclaration).flatMap((statement): ExportedTask[] => {
    const target = statement.isTypeOnly ? undefined : moduleOf(statement, module, modules);
    const available = target ? exportedTasks(target, modules, within) : [];
    if (!statement.exportClause) return available.filter(({ exportedAs }) => exportedAs !== "default");
    if (!ts.isNamedExports(statement.exportClause)) return [];
    return statement.exportClause.elements.flatMap((element) => {
      const name = (element.propertyName ?? element.name).text;
      const task = available.find(({ exportedAs }) => exportedAs === name);
      return task ? [{ ...task, exportedAs: element.name.text }] : [];
    });
  });
  return [...own, ...others];
}
