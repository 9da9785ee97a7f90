import { ts } from "ts-morph";
import type { Span } from "../ir/source.js";

/** Fields of a graph whose names decide what every function in it is given. */
const NAMING = new Set(["tracks", "subTracks", "trackDependencies", "subTrackDependencies"]);

/**
 * What a mistake spoils: all of the step it stands in, whose types hang together. Parameters lose their types anywhere in
 * the definition; where the names of a graph are wrong, everything does.
 */
export function spoiledBy(source: ts.SourceFile, span: Span): { step: Span; statement: Span; isOfNames: boolean } {
  const around = nodesAround(source, span);
  const [, statement] = around;
  const step = around.findLast((node, index) => {
    const parent = around[index - 1];
    return ts.isObjectLiteralExpression(node) && parent !== undefined && ts.isArrayLiteralExpression(parent);
  });
  const spanOf = (node: ts.Node | undefined): Span =>
    node ? { ...span, start: node.getStart(source), end: node.end } : span;
  const isOfNames = around.some((node) => ts.isPropertyAssignment(node) && NAMING.has(node.name.getText(source)));
  return { step: spanOf(step), statement: spanOf(statement), isOfNames };
}

/** The nodes that a place stands in, from the whole file to the smallest. */
function nodesAround(source: ts.SourceFile, { start, end }: Span): ts.Node[] {
  const around: ts.Node[] = [];
  for (let node: ts.Node | undefined = source; node;) {
    around.push(node);
    node = node.forEachChild((child) => (child.getStart(source) <= start && end <= child.end ? child : undefined));
  }
  return around;
}

/** The whole function of a field that a mistake stands in: what is made of it has the mistake too, at another place. */
export function functionAround(source: ts.SourceFile, span: Span): Span {
  const found = nodesAround(source, span).find((node, index, around) => {
    const parent = around[index - 1];
    return ts.isMethodDeclaration(node) || (ts.isFunctionLike(node) && parent && ts.isPropertyAssignment(parent));
  });
  return found ? { ...span, start: found.getStart(source), end: found.end } : span;
}

/** TypeScript marks the name of a property whose value does not fit: what was said of it holds for the value. */
export function propertyAround(source: ts.SourceFile, span: Span): Span {
  const find = (node: ts.Node): ts.Node | undefined =>
    ts.isPropertyAssignment(node) && node.name.getStart(source) === span.start
      ? node
      : node.forEachChild((child) => (child.pos <= span.start && span.end <= child.end ? find(child) : undefined));
  const property = find(source);
  return property ? { ...span, end: property.end } : span;
}

/** The place of a property's value, where the place is that of its key. */
export function valueAt(source: ts.SourceFile, position: number): number {
  const find = (node: ts.Node): number | undefined =>
    ts.isPropertyAssignment(node) && node.name.getStart(source) === position
      ? node.initializer.getStart(source)
      : node.forEachChild((child) => (child.pos <= position && position < child.end ? find(child) : undefined));
  return find(source) ?? position;
}
