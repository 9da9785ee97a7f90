import MagicString from "magic-string";
import { ts } from "ts-morph";
import type { Module, Modules } from "./modules.js";
import { contains, declarationOf, isReference, isTopLevel } from "./scope.js";

/**
 * Rewrites a module so that, when it is evaluated, every function, object, array and schema in it tells where it was
 * written: `__site(value, start, end, () => ({ captured }))`. The values stay what they were.
 */
export function instrument(module: Module, modules: Modules): string {
  const text = new MagicString(module.ast.text);
  const captures = captureFinder(module, modules);
  const declared: string[] = [];
  const thunk = (node: ts.Node): string => {
    const names = captures(node);
    return names.length > 0 ? `, () => (${record(names)})` : "";
  };
  const wrap = (node: ts.Node): void => {
    const start = node.getStart(module.ast);
    text.appendLeft(start, "__site(");
    text.prependRight(node.end, `, ${start}, ${node.end}${thunk(node)})`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (ts.isFunctionDeclaration(node) && node.name && node.body) {
      const call = `__site(${node.name.text}, ${node.getStart(module.ast)}, ${node.end}${thunk(node)});`;
      if (ts.isBlock(node.parent)) text.appendRight(node.parent.getStart(module.ast) + 1, ` ${call}`);
      else declared.push(call);
    } else if (isSited(node)) {
      wrap(node);
    }
    node.forEachChild(visit);
  };
  module.ast.forEachChild(visit);
  // On the first line, so that every line keeps its number; function declarations are hoisted, so they exist by then.
  const at = module.ast.text.startsWith("#!") ? module.ast.text.indexOf("\n") + 1 : 0;
  const enter = `const __site = globalThis.__flowgen.enter(${JSON.stringify(module.file)}); ${declared.join(" ")} `;
  text.prependLeft(at, enter);
  text.append(`\n;globalThis.__flowgen.leave(${JSON.stringify(module.file)});`);
  const map = text.generateMap({ source: module.ast.fileName, includeContent: true, hires: true });
  return `${text.toString()}\n//# sourceMappingURL=${map.toUrl()}`;
}

const record = (names: readonly string[]): string =>
  `{ ${names.map((name) => `get ${name}() { return ${name}; }`).join(", ")} }`;

function isSited(node: ts.Node): boolean {
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return true;
  if (ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) return !isAssignmentTarget(node);
  return (ts.isCallExpression(node) || ts.isNewExpression(node)) && isWholeCall(node);
}

/** `[a, b] = …` and `({ a } = …)` look like literals and are none. */
function isAssignmentTarget(node: ts.Node): boolean {
  for (let at = node; !ts.isStatement(at.parent); at = at.parent) {
    const parent = at.parent;
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      return parent.left === at;
    if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === at;
    const inPattern =
      ts.isObjectLiteralExpression(parent) ||
      ts.isArrayLiteralExpression(parent) ||
      ts.isPropertyAssignment(parent) ||
      ts.isSpreadElement(parent) ||
      ts.isSpreadAssignment(parent);
    if (!inPattern) return false;
  }
  return false;
}

/** The outermost call of a chain such as `z.string().min(1)`: its links are not of interest, nor a call for its effect. */
function isWholeCall(node: ts.CallExpression | ts.NewExpression): boolean {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword || node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return false;
  const parent = node.parent;
  if (ts.isExpressionStatement(parent) || ts.isDecorator(parent)) return false;
  const isLink =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent) || ts.isCallExpression(parent)) &&
    parent.expression === node;
  return !isLink && !ts.isNonNullExpression(parent) && !ts.isTaggedTemplateExpression(parent);
}

/** Finds the names that a node reads from scopes between it and the top of the module. */
function captureFinder(module: Module, modules: Modules): (node: ts.Node) => string[] {
  const inner: { id: ts.Identifier; declaration: ts.Declaration }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isReference(node)) {
      const declaration = declarationOf(node, modules.checker);
      if (declaration && !isTopLevel(declaration) && !isType(declaration)) inner.push({ id: node, declaration });
    }
    if (!ts.isTypeNode(node)) node.forEachChild(visit);
  };
  module.ast.forEachChild(visit);
  return (node) => {
    const names = inner
      .filter(({ id, declaration }) => node.pos <= id.pos && id.end <= node.end && !contains(node, declaration))
      .map(({ id }) => id.text);
    return [...new Set(names)].filter((name) => name !== "arguments");
  };
}

const isType = (declaration: ts.Declaration): boolean =>
  ts.isTypeParameterDeclaration(declaration) ||
  ts.isTypeAliasDeclaration(declaration) ||
  ts.isInterfaceDeclaration(declaration);
