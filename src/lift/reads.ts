import { ts } from "ts-morph";
import type { Read } from "../ir/flow.js";
import type { Span } from "../ir/source.js";
import { nodeSpan } from "../load/graph.js";
import { declarationOf, isReference, unwrap } from "../load/scope.js";
import type { Lifter } from "./lifter.js";
import { type FunctionNode, type ParameterPaths, reducibleParameters } from "./parameters.js";

/** What the names that parameters declare stand for. */
export type Parameters = ReadonlyMap<ts.Declaration, readonly string[]>;

/** What a function reads of its arguments. A rest or a default may read anything: then that is what it reads. */
export function readsOf(node: FunctionNode, paths: ParameterPaths, lifter: Lifter): Read[] {
  const parameters = reducibleParameters(node, paths);
  if (!parameters || !node.body) return readsOfAll(paths, nodeSpan(node, lifter.modules));
  const reads: Read[] = [];
  const visit = (inner: ts.Node): void => {
    const path = argumentPath(inner, parameters, lifter);
    if (path) reads.push({ path, span: nodeSpan(inner, lifter.modules) });
    else inner.forEachChild(visit);
  };
  visit(node.body);
  return [...reads, ...takenOut(parameters, reads, lifter)];
}

/** A pattern stays as it is written: what it takes out has to be there, even if nothing of it is read afterwards. */
function takenOut(parameters: Parameters, reads: readonly Read[], lifter: Lifter): Read[] {
  const isRead = (path: readonly string[]): boolean =>
    reads.some((read) => path.every((name, index) => read.path[index] === name));
  return [...parameters]
    .filter(([declaration, path]) => ts.isBindingElement(declaration) && !isRead(path))
    .map(([declaration, path]) => ({ path, span: nodeSpan(declaration, lifter.modules) }));
}

/** The reads of a function whose source is not known: all that it is given. */
export const readsOfAll = (paths: ParameterPaths, span: Span): Read[] => paths.map((path) => ({ path, span }));

/**
 * What an expression reads of the reduced parameters: `outputs.AudioTrack` is one thing, so records of arguments are
 * followed by one access. The longest such expression wins, for it is visited first.
 */
export function argumentPath(node: ts.Node, parameters: Parameters, lifter: Lifter): readonly string[] | undefined {
  if (parameters.size === 0) return undefined;
  if (ts.isIdentifier(node)) {
    const declaration = isReference(node) ? declarationOf(node, lifter.modules.checker) : undefined;
    return declaration && parameters.get(declaration);
  }
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  const path = argumentPath(unwrap(node.expression), parameters, lifter);
  const name = accessedName(node);
  return path && name !== undefined && isRecordOfArguments(path) ? [...path, name] : undefined;
}

const isRecordOfArguments = (path: readonly string[]): boolean =>
  path.length === 0 || (path.length === 1 && path[0] === "outputs");

/** The property that an expression reads, `a.name` or `a["name"]`, where it is written out. */
export function accessedName(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (!ts.isElementAccessExpression(node)) return undefined;
  const name = node.argumentExpression;
  return ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}
