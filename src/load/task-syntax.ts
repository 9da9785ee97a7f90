import { ts } from "ts-morph";
import { unwrap } from "./scope.js";

/** A task as a module declares it. */
export interface DeclaredTask {
  readonly id: string;
  /** The constant that holds it. */
  readonly name: string;
  readonly node: ts.Node;
  readonly isExported: boolean;
}

/**
 * The tasks that a module declares, by their syntax: constants that hold the call of a function whose name ends with
 * `task`, with an `id` that is a literal or a constant of the module. Nothing is evaluated.
 */
export function declaredTasks(ast: ts.SourceFile): DeclaredTask[] {
  const constants = new Map<string, string>();
  const statements = ast.statements.filter(ts.isVariableStatement);
  return statements.flatMap((statement) =>
    statement.declarationList.declarations.flatMap((declaration): DeclaredTask[] => {
      if (!ts.isIdentifier(declaration.name) || !declaration.initializer) return [];
      const name = declaration.name.text;
      const value = unwrap(declaration.initializer);
      if (ts.isStringLiteralLike(value)) constants.set(name, value.text);
      const id = ts.isCallExpression(value) ? taskId(value, constants) : undefined;
      return id === undefined ? [] : [{ id, name, node: declaration.name, isExported: isExported(statement) }];
    }),
  );
}

const isExported = (statement: ts.VariableStatement): boolean =>
  statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

/** The id in `task({ id })` or `schemaTask({ id })`. */
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
