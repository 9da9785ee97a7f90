import { ts } from "ts-morph";

/** Whether an identifier reads a name, as opposed to being one (a property, a declared name, a label). */
export function isReference(id: ts.Identifier): boolean {
  const parent = id.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === id;
  if (ts.isQualifiedName(parent)) return parent.left === id;
  if (ts.isImportTypeNode(parent) || ts.isMetaProperty(parent) || ts.isLabeledStatement(parent)) return false;
  if (ts.isBreakOrContinueStatement(parent) || ts.isJsxAttribute(parent) || ts.isNamedTupleMember(parent)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isPropertyAssignment(parent)) {
    return parent.initializer === id;
  }
  if (ts.isTypePredicateNode(parent)) return false;
  if (ts.isExportSpecifier(parent) || ts.isImportSpecifier(parent) || ts.isImportClause(parent)) return false;
  return !(ts.isDeclarationStatement(parent) || isNamed(parent)) || parent.name !== id;
}

function isNamed(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassExpression(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isClassElement(node) ||
    ts.isTypeElement(node) ||
    ts.isEnumMember(node) ||
    ts.isObjectLiteralElement(node) ||
    ts.isNamespaceImport(node)
  );
}

/** The declaration that a reference reads, by lexical scope; none for a global. */
export function declarationOf(id: ts.Identifier, checker: ts.TypeChecker): ts.Declaration | undefined {
  const symbol = ts.isShorthandPropertyAssignment(id.parent)
    ? checker.getShorthandAssignmentValueSymbol(id.parent)
    : checker.getSymbolAtLocation(id);
  return symbol?.declarations?.[0];
}

/** Whether a declaration stands at the top of its module, so that it exists once. */
export function isTopLevel(declaration: ts.Declaration): boolean {
  let node: ts.Node = declaration;
  while (ts.isBindingElement(node) || ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node))
    node = node.parent;
  if (ts.isImportSpecifier(node) || ts.isNamespaceImport(node) || ts.isImportClause(node)) return true;
  if (ts.isVariableDeclaration(node)) {
    return ts.isVariableStatement(node.parent.parent) && ts.isSourceFile(node.parent.parent.parent);
  }
  return ts.isSourceFile(node.parent);
}

export const contains = (outer: ts.Node, inner: ts.Node): boolean =>
  outer.getSourceFile() === inner.getSourceFile() && outer.pos <= inner.pos && inner.end <= outer.end;

/** The comments before a node, those on the line of the token before it included. */
export function commentsBefore(node: ts.Node): ts.CommentRange[] {
  const { text } = node.getSourceFile();
  const pos = node.getFullStart();
  return [...(ts.getTrailingCommentRanges(text, pos) ?? []), ...(ts.getLeadingCommentRanges(text, pos) ?? [])]
    .filter((one, index, all) => all.findIndex(({ pos: same }) => same === one.pos) === index)
    .filter(({ end }) => end <= node.getStart());
}

/** Takes off parentheses, `as`, `satisfies` and `!`. */
export function unwrap(node: ts.Expression): ts.Expression {
  let inner = node;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner)
  ) {
    inner = inner.expression;
  }
  return inner;
}
