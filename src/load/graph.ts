import { ts } from "ts-morph";
import type { Span } from "../ir/source.js";
import type { Data, Entity, Evaluation, Site, Value } from "./evaluation.js";
import type { Module, Modules } from "./modules.js";
import { unwrap } from "./scope.js";

/** The evaluated values beside the syntax trees that made them. */
export interface Graph {
  readonly modules: Modules;
  readonly evaluation: Evaluation;
  /** The entity behind a value; none for plain data. */
  readonly entity: (value: Value | undefined) => Entity | undefined;
  readonly data: (value: Value | undefined) => Data;
  /** The value of a property of an object. */
  readonly property: (entity: Entity, name: string) => Value | undefined;
  /** The expression that a property's value was written as, where the object is a literal that names it. */
  readonly initializer: (entity: Entity, name: string) => ts.Node | undefined;
  /** The most precise place known for a path from an object, such as `["tasks", 2, "taskName"]`. */
  readonly spanOf: (value: Value, path: readonly PropertyKey[], whole: Span) => Span;
  /** A property's key as it was written, where the object is a literal that names it. */
  readonly key: (entity: Entity, name: string) => ts.Node | undefined;
  /** The place of that key. */
  readonly keySpan: (entity: Entity, name: string) => Span | undefined;
  readonly node: (site: Site) => ts.Node | undefined;
  readonly moduleOf: (file: string) => Module | undefined;
}

export function graphOf(modules: Modules, evaluation: Evaluation): Graph {
  const entity = (value: Value | undefined): Entity | undefined =>
    value?.kind === "entity" ? evaluation.entities[value.entity] : undefined;

  const property = (of: Entity, name: string): Value | undefined => {
    if (of.kind === "object") return of.properties.find(([key]) => key === name)?.[1];
    return of.kind === "array" ? of.items[Number(name)] : undefined;
  };

  const node = (site: Site): ts.Node | undefined => {
    const module = modules.byFile.get(site.file);
    return module && nodeAt(module.ast, site.start, site.end);
  };

  const initializer = (of: Entity, name: string): ts.Node | undefined => {
    for (const site of of.sites) {
      const literal = node(site);
      const found =
        literal && (ts.isObjectLiteralExpression(literal) || ts.isArrayLiteralExpression(literal))
          ? member(literal, name)
          : undefined;
      if (found) return found;
    }
    return undefined;
  };

  const key = (of: Entity, name: string): ts.Node | undefined => {
    const written = initializer(of, name);
    if (!written) return undefined;
    const isItself = ts.isShorthandPropertyAssignment(written.parent);
    return isItself ? written : ts.findAncestor(written, isNamedMember)?.name;
  };

  const keySpan = (of: Entity, name: string): Span | undefined => {
    const written = key(of, name);
    return written && nodeSpan(written, modules);
  };

  const spanOf = (value: Value, path: readonly PropertyKey[], whole: Span): Span => {
    const of = entity(value);
    const own = of?.sites[0] ? toSpan(of.sites[0]) : whole;
    const [key, ...rest] = path;
    if (!of || key === undefined) return own;
    const written = initializer(of, String(key));
    const inner = property(of, String(key));
    const at = written ? nodeSpan(written, modules) : own;
    return inner ? spanOf(inner, rest, at) : at;
  };

  return {
    modules,
    evaluation,
    entity,
    data: (value) => (value?.kind === "data" ? value.data : undefined),
    property,
    initializer,
    spanOf,
    key,
    keySpan,
    node,
    moduleOf: (file) => modules.byFile.get(file),
  };
}

const isNamedMember = (node: ts.Node): node is ts.PropertyAssignment | ts.MethodDeclaration =>
  ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node);

const toSpan = ({ file, start, end }: Site): Span => ({ file, start, end });

/** The span of a node, without what comes before it. */
export function nodeSpan(node: ts.Node, modules: Modules): Span {
  const ast = node.getSourceFile();
  return { file: modules.moduleOf(ast).file, start: node.getStart(ast), end: node.end };
}

/** What a literal writes for a property, or for an index; nothing where a spread may have put it there. */
function member(literal: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression, name: string): ts.Node | undefined {
  if (ts.isArrayLiteralExpression(literal)) {
    const before = literal.elements.slice(0, Number(name) + 1);
    return before.some(ts.isSpreadElement) ? undefined : before[Number(name)];
  }
  for (const one of [...literal.properties].reverse()) {
    if (ts.isSpreadAssignment(one)) return undefined;
    if (!one.name || propertyName(one.name) !== name) continue;
    if (ts.isPropertyAssignment(one)) return unwrap(one.initializer);
    return ts.isShorthandPropertyAssignment(one) ? one.name : one;
  }
  return undefined;
}

const propertyName = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;

const indexes = new WeakMap<ts.SourceFile, Map<string, ts.Node>>();

/** The outermost node with exactly this extent. */
function nodeAt(ast: ts.SourceFile, start: number, end: number): ts.Node | undefined {
  let index = indexes.get(ast);
  if (!index) {
    index = new Map();
    const known = index;
    const visit = (node: ts.Node): void => {
      const key = `${node.getStart(ast)}:${node.end}`;
      if (!known.has(key)) known.set(key, node);
      node.forEachChild(visit);
    };
    ast.forEachChild(visit);
    indexes.set(ast, index);
  }
  return index.get(`${start}:${end}`);
}
