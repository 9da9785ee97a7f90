import { ts } from "ts-morph";
import type { Code, Fragment, Part } from "../ir/code.js";
import { nodeSpan } from "../load/graph.js";
import { contains, declarationOf, isReference, isTopLevel } from "../load/scope.js";
import { capturedCode, rootOf, type Captured } from "./captured.js";
import type { CopyScope } from "./copy-scope.js";
import type { Lifter } from "./lifter.js";
import { printString, templateText } from "./literal.js";
import { argumentPath } from "./reads.js";
import { topLevelCode } from "./top-level.js";
import { Unliftable } from "./unliftable.js";

/** Copies source text, comments included, with every name in it resolved. `from` may lie before the node. */
export function copyNode(node: ts.Node, scope: CopyScope, lifter: Lifter, from?: number): Fragment {
  const ast = node.getSourceFile();
  const start = from ?? node.getStart(ast);
  const parts: Part[] = [];
  const bound = new Set<string>();
  const globals = new Set<string>();
  let done = start;

  const replace = (inner: ts.Node, code: Code): void => {
    parts.push(ast.text.slice(done, inner.getStart(ast)), ...code);
    done = inner.end;
  };

  /** `${name}` in a template literal becomes a part of its text. */
  const replaceSpan = (span: ts.TemplateSpan, text: string): void => {
    parts.push(ast.text.slice(done, span.pos - "${".length), templateText(text));
    done = span.literal.getStart(ast) + "}".length;
  };

  const visit = (inner: ts.Node): void => {
    const declared = scope.declares.get(inner);
    if (declared !== undefined) return replace(inner, [declared]);
    refuse(inner, node);
    const path = argumentPath(inner, scope.parameters, lifter);
    if (path) {
      scope.reads.push({ path, span: nodeSpan(inner, lifter.modules) });
      return replace(inner, shorthand(inner, [{ kind: "argument", path }], node));
    }
    if (ts.isImportTypeNode(inner)) {
      const code = importType(inner, lifter);
      if (code) return replace(inner, code);
    }
    const whole = ts.isTemplateExpression(inner) ? wholeText(inner) : undefined;
    if (whole !== undefined) return replace(inner, [printString(whole)]);
    const captured = capturedIn(inner);
    if (captured) {
      if (captured.text !== undefined && inTemplate(inner)) return replaceSpan(inner.parent, captured.text);
      return replace(inner, shorthand(inner, captured.code, node));
    }
    if (ts.isIdentifier(inner)) return identifier(inner);
    if (ts.isPropertyAssignment(inner) && couldBeShort(inner)) return property(inner);
    inner.forEachChild(visit);
  };

  /** `{ name: outputs.name }` is `{ name }` where the output has that name. */
  const property = ({ name, initializer }: ts.PropertyAssignment): void => {
    const path = argumentPath(initializer, scope.parameters, lifter);
    if (!path) return visit(initializer);
    scope.reads.push({ path, span: nodeSpan(initializer, lifter.modules) });
    const value: Code = [{ kind: "argument", path }];
    parts.push(ast.text.slice(done, name.getStart(ast)), { kind: "shorthand", key: name.getText(ast), value });
    done = initializer.end;
  };

  const capturedIn = (inner: ts.Node): Captured | undefined => {
    const root = rootOf(inner);
    if (!root || !ts.isExpression(inner) || !isCaptured(root)) return undefined;
    return capturedCode(inner, root, scope.captures, lifter);
  };

  /** What a template literal says, if all that fills it is captured and a plain string can say it on one line. */
  const wholeText = (template: ts.TemplateExpression): string | undefined => {
    let text = template.head.text;
    for (const { expression, literal } of template.templateSpans) {
      const filled = inTemplate(expression) ? capturedIn(expression)?.text : undefined;
      if (filled === undefined) return undefined;
      text += filled + literal.text;
    }
    return text.includes("\n") ? undefined : text;
  };

  const isCaptured = (id: ts.Identifier): boolean => {
    const declaration = isReference(id) ? declarationOf(id, lifter.modules.checker) : undefined;
    return (
      declaration !== undefined && !isTopLevel(declaration) && !scope.within.some((own) => contains(own, declaration))
    );
  };

  const identifier = (id: ts.Identifier): void => {
    if (!isReference(id)) {
      if (isBinding(id)) bound.add(id.text);
      return;
    }
    const declaration = declarationOf(id, lifter.modules.checker);
    if (!declaration) {
      if (id.text !== "undefined") globals.add(id.text);
    } else if (isTopLevel(declaration)) {
      replace(id, shorthand(id, topLevelCode(id, declaration, lifter), node));
    }
  };

  visit(node);
  parts.push(ast.text.slice(done, node.end));
  return {
    kind: "fragment",
    code: parts.filter((part) => part !== ""),
    span: nodeSpan(node, lifter.modules),
    bound,
    globals,
  };
}

/** Whether an expression fills a place of a template literal, one without a tag that sees its parts. */
const inTemplate = (node: ts.Node): node is ts.Node & { readonly parent: ts.TemplateSpan } =>
  ts.isTemplateSpan(node.parent) && !ts.isTaggedTemplateExpression(node.parent.parent.parent);

function isBinding(id: ts.Identifier): boolean {
  const { parent } = id;
  return (
    ((ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) &&
      parent.name === id) ||
    ((ts.isFunctionExpression(parent) || ts.isFunctionDeclaration(parent) || ts.isClassLike(parent)) &&
      parent.name === id)
  );
}

/** Whether a property has a plain name and, with no comment between, its value. */
const couldBeShort = ({ name, initializer }: ts.PropertyAssignment): boolean =>
  ts.isIdentifier(name) && /^:\s*$/.test(name.getSourceFile().text.slice(name.end, initializer.getStart()));

/** `{ name }` has to name its key once the value is written differently; copied alone, `name` is a value like any other. */
function shorthand(node: ts.Node, value: Code, root: ts.Node): Code {
  if (node === root || !ts.isIdentifier(node) || !ts.isShorthandPropertyAssignment(node.parent)) return value;
  return [{ kind: "shorthand", key: node.text, value }];
}

/** `import("./types.js").Voice` becomes an import like any other. */
function importType(node: ts.ImportTypeNode, lifter: Lifter): Code | undefined {
  const literal = ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (!literal || !ts.isStringLiteral(literal) || !literal.text.startsWith(".")) return undefined;
  if (node.isTypeOf || !node.qualifier || !ts.isIdentifier(node.qualifier) || node.typeArguments) {
    throw new Unliftable(
      node,
      "this form of `import()` type is relative to its file",
      "Import the type by name at the top of the module.",
    );
  }
  const module = lifter.modules.moduleRef(lifter.modules.moduleOf(node.getSourceFile()), literal.text);
  const name = node.qualifier.text;
  return [{ kind: "imported", module, name, prefer: name, typeOnly: true }];
}

/** What means something else, or nothing, in another file. */
function refuse(inner: ts.Node, root: ts.Node): void {
  if (inner.kind === ts.SyntaxKind.ThisKeyword && !ownsThis(inner, root)) {
    throw new Unliftable(inner, "`this` is not the same there", "Use the parameters, or a constant of the module.");
  }
  if (inner.kind === ts.SyntaxKind.SuperKeyword) {
    throw new Unliftable(inner, "`super` is not the same there", "Use the parameters, or a constant of the module.");
  }
  if (ts.isMetaProperty(inner)) {
    throw new Unliftable(
      inner,
      `\`${inner.getText()}\` is not the same there`,
      "Use a constant, or do this in the task itself.",
    );
  }
  if (ts.isCallExpression(inner) && inner.expression.kind === ts.SyntaxKind.ImportKeyword) {
    throw new Unliftable(
      inner,
      "a dynamic `import()` depends on the file it stands in",
      "Import it at the top of the module.",
    );
  }
}

function ownsThis(node: ts.Node, root: ts.Node): boolean {
  for (let at = node.parent; at !== root.parent; at = at.parent) {
    if (ts.isFunctionDeclaration(at) || ts.isClassLike(at)) return true;
    if ((ts.isFunctionExpression(at) || ts.isMethodDeclaration(at) || ts.isAccessor(at)) && at !== root) return true;
  }
  return false;
}
