import assert from "node:assert";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { ts } from "ts-morph";
import { type Imported, type Local, local } from "../ir/code.js";
import { commentsBefore, isReference } from "../load/scope.js";

/** A template, parsed: text with holes, in order. */
export interface Template {
  readonly name: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly holes: readonly Hole[];
  /** Names that the template takes out of objects: nothing printed inside may be called the same. */
  readonly bound: ReadonlySet<string>;
}

export type Hole = { readonly start: number; readonly end: number } & (
  | { readonly kind: "string" | "template-text" | "comment"; readonly name: string }
  /** `binds` where what is filled in declares names, such as a parameter. */
  | { readonly kind: "code"; readonly name: string; readonly binds: boolean }
  | { readonly kind: "symbol"; readonly symbol: Imported | Local }
  | {
      readonly kind: "each";
      readonly name: string;
      readonly from: number;
      readonly separator: string;
      readonly holes: readonly Hole[];
    }
);

const locals = new Map<string, Local>();

/** A variable that templates declare, such as the `start` of a loop. In one file it has one name, wherever it stands. */
export function templateLocal(name: string): Local {
  const known = locals.get(name) ?? local(name);
  locals.set(name, known);
  return known;
}

const HOLE = /^\$\w+$/;

/** Parses a template: what follows the imports, the statements inside `function template`, or what its arrow returns. */
export function parseTemplate(path: string): Template {
  const text = readFileSync(path, "utf8");
  const ast = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports = importsOf(ast);
  const nodes = contentOf(ast);
  const first = nodes[0];
  const last = nodes.at(-1);
  assert(first && last, `${path} is empty`);
  const bound = new Set<string>();
  const context: Context = { text, imports, bound, variables: new Set(), seen: new Set() };
  for (const node of nodes) findVariables(node, context.variables);
  const start = ts.getLeadingCommentRanges(text, first.pos)?.[0]?.pos ?? first.getStart();
  const holes = nodes.flatMap((node) => holesOf(node, context));
  return { name: posix.basename(path), text, start, end: last.end, holes, bound };
}

function contentOf(ast: ts.SourceFile): readonly ts.Node[] {
  for (const one of ast.statements) {
    if (ts.isFunctionDeclaration(one) && one.name?.text === "template" && one.body) return one.body.statements;
    const declared = ts.isVariableStatement(one) ? one.declarationList.declarations[0] : undefined;
    const isWrapper = declared && ts.isIdentifier(declared.name) && declared.name.text === "template";
    if (isWrapper && declared.initializer && ts.isArrowFunction(declared.initializer))
      return [declared.initializer.body];
  }
  return ast.statements.filter((one) => !ts.isImportDeclaration(one));
}

interface Context {
  readonly text: string;
  readonly imports: ReadonlyMap<string, Imported>;
  readonly bound: Set<string>;
  /** What the template declares as a variable or parameter. */
  readonly variables: Set<string>;
  /** Comments that were read already. */
  readonly seen: Set<number>;
}

function findVariables(node: ts.Node, found: Set<string>): void {
  const isVariable = ts.isVariableDeclaration(node) || ts.isParameter(node);
  if (isVariable && ts.isIdentifier(node.name) && !HOLE.test(node.name.text)) found.add(node.name.text);
  node.forEachChild((child) => findVariables(child, found));
}

function importsOf(ast: ts.SourceFile): Map<string, Imported> {
  const found = new Map<string, Imported>();
  for (const statement of ast.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const specifier = statement.moduleSpecifier.text;
    const bindings = statement.importClause?.namedBindings;
    if (specifier === "./holes.js" || !bindings || !ts.isNamedImports(bindings)) continue;
    for (const element of bindings.elements) {
      const name = element.name.text;
      const typeOnly = element.isTypeOnly || statement.importClause?.isTypeOnly === true;
      // A template's sibling is a file of the output; the file printer knows where that lies.
      found.set(name, { kind: "imported", module: { kind: "package", specifier }, name, prefer: name, typeOnly });
    }
  }
  return found;
}

function holesOf(node: ts.Node, context: Context): Hole[] {
  const { text } = context;
  const own = commentsBefore(node).filter(({ pos }) => !context.seen.has(pos));
  for (const { pos } of own) context.seen.add(pos); // a node and its first child begin with the same comments
  const comments: Hole[] = [];
  for (const { pos: start, end } of own) {
    const written = text.slice(start, end);
    const each = /@each (\w+)/.exec(written)?.[1];
    const name = /^(?:\/\/|\/\*\*) (\$\w+)/.exec(written)?.[1];
    if (name !== undefined && ts.isStatement(node)) comments.push({ kind: "comment", name, start, end });
    if (each === undefined) continue;
    const isLine = ts.isStatement(node) || ts.isCaseClause(node) || ts.isTypeElement(node);
    const separator = isLine ? "\n" : ", ";
    // Its own comment is repeated with it.
    const from = node.getStart(undefined, true);
    return [
      ...comments,
      { kind: "each", name: each, start, end: node.end, from, separator, holes: inner(node, context) },
    ];
  }
  return [...comments, ...inner(node, context)];
}

function inner(node: ts.Node, context: Context): Hole[] {
  const at = { start: node.getStart(), end: node.end };
  if (ts.isExpressionStatement(node) && ts.isIdentifier(node.expression) && HOLE.test(node.expression.text)) {
    return [{ ...at, kind: "code", name: node.expression.text, binds: false }];
  }
  if (ts.isSpreadAssignment(node) && ts.isIdentifier(node.expression) && HOLE.test(node.expression.text)) {
    return [{ ...at, kind: "code", name: node.expression.text, binds: false }];
  }
  if (ts.isStringLiteral(node) && HOLE.test(node.text)) return [{ ...at, kind: "string", name: node.text }];
  if (ts.isTemplateHead(node) && HOLE.test(node.text)) {
    return [{ kind: "template-text", name: node.text, start: at.start + 1, end: at.end - 2 }];
  }
  if (ts.isIdentifier(node)) return identifierHoles(node, at, context);
  const holes: Hole[] = [];
  node.forEachChild((child) => void holes.push(...holesOf(child, context)));
  return holes;
}

function identifierHoles(node: ts.Identifier, at: { start: number; end: number }, context: Context): Hole[] {
  if (HOLE.test(node.text)) return [{ ...at, kind: "code", name: node.text, binds: ts.isParameter(node.parent) }];
  const isName = (ts.isVariableDeclaration(node.parent) || ts.isParameter(node.parent)) && node.parent.name === node;
  if (context.variables.has(node.text) && (isName || isReference(node))) {
    return [{ ...at, kind: "symbol", symbol: templateLocal(node.text) }];
  }
  if (isReference(node)) {
    const symbol = context.imports.get(node.text);
    return symbol ? [{ ...at, kind: "symbol", symbol }] : [];
  }
  if (ts.isBindingElement(node.parent)) context.bound.add(node.text);
  return [];
}
