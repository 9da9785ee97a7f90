import { ts } from "ts-morph";

/** What each parameter of a definition's function stands for; `[]` is the record of all arguments by name. */
export type ParameterPaths = readonly (readonly string[])[];

/** The parameters of each kind of function in a definition. */
export const parameterPaths = {
  step: [["prev"], []],
  item: [["item"], []],
  /** An item that several functions read: it cannot have the name that each of them gives it. */
  sharedItem: [["item"], []],
  /** What a schedule or a key is made from; its scope has it in the place of a previous output. */
  given: [["prev"]],
  orchestrator: [["outputs"], ["input"]],
  merge: [["outputs"], []],
  round: [["output"], []],
  compensation: [["output"], []],
  context: [[]],
  failure: [["error"], []],
} as const satisfies Record<string, ParameterPaths>;

/** A function of a definition, in any of the ways to write one. */
export type FunctionNode = ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration | ts.FunctionDeclaration;

export const isFunctionNode = (node: ts.Node): node is FunctionNode =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isFunctionDeclaration(node);

/** What every name that the parameters declare stands for; nothing where a default or a rest makes that impossible. */
export function reducibleParameters(
  node: FunctionNode,
  paths: ParameterPaths,
): ReadonlyMap<ts.Declaration, readonly string[]> | undefined {
  const found = new Map<ts.Declaration, readonly string[]>();
  for (const [index, parameter] of node.parameters.entries()) {
    const path = paths[index];
    if (!path || parameter.initializer || parameter.dotDotDotToken) return undefined;
    if (!collect(parameter, parameter.name, path, found)) return undefined;
  }
  return found;
}

function collect(
  declaration: ts.Declaration,
  name: ts.BindingName,
  path: readonly string[],
  found: Map<ts.Declaration, readonly string[]>,
): boolean {
  if (ts.isIdentifier(name)) {
    found.set(declaration, path);
    return true;
  }
  return name.elements.every((element, index) => {
    if (ts.isOmittedExpression(element)) return true;
    if (element.initializer || element.dotDotDotToken) return false;
    const key = ts.isArrayBindingPattern(name) ? String(index) : keyOf(element);
    return key !== undefined && collect(element, element.name, [...path, key], found);
  });
}

function keyOf(element: ts.BindingElement): string | undefined {
  const key = element.propertyName ?? element.name;
  return ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? key.text : undefined;
}

/** The one expression that a function returns, if that is all it does. */
export function returnedExpression(node: FunctionNode): ts.Expression | undefined {
  const { body } = node;
  if (!body || !ts.isBlock(body)) return body;
  const only = body.statements.length === 1 ? body.statements[0] : undefined;
  return only && ts.isReturnStatement(only) ? only.expression : undefined;
}

/** Whether a name among the parameters is assigned to: then it is a variable, not a name for a value. */
export function assignsTo(body: ts.Node, names: ReadonlySet<string>): boolean {
  const visit = (node: ts.Node): boolean => {
    const target =
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
        ? node.left
        : ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)
          ? node.operand
          : undefined;
    if (target && ts.isIdentifier(target) && names.has(target.text)) return true;
    return ts.forEachChild(node, visit) ?? false;
  };
  return visit(body);
}
