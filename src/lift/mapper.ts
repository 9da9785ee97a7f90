import { ts } from "ts-morph";
import type { Code } from "../ir/code.js";
import type { Mapper, MapperForm, Parameter, Read } from "../ir/flow.js";
import type { Span } from "../ir/source.js";
import type { Entity, Site, Value } from "../load/evaluation.js";
import { nodeSpan } from "../load/graph.js";
import { commentsBefore, declarationOf, isTopLevel } from "../load/scope.js";
import { type CopyScope, emptyScope } from "./copy-scope.js";
import type { Lifter } from "./lifter.js";
import {
  assignsTo,
  type FunctionNode,
  isFunctionNode,
  type ParameterPaths,
  parameterPaths,
  reducibleParameters,
  returnedExpression,
} from "./parameters.js";
import { readsOf, readsOfAll } from "./reads.js";
import { Unliftable } from "./unliftable.js";

/** Which function of a definition it is: that decides what its parameters stand for. */
export type MapperRole = keyof typeof parameterPaths;

/** Lifts the function that a property of a definition holds. */
export function liftMapper(
  owner: Entity,
  property: string,
  role: MapperRole,
  whole: Span,
  lifter: Lifter,
): Mapper | undefined {
  const { graph } = lifter;
  const value = graph.property(owner, property);
  const entity = graph.entity(value);
  if (!value || entity?.kind !== "function") return undefined;
  const written = graph.initializer(owner, property);
  const span = written ? nodeSpan(written, lifter.modules) : whole;
  return lifter.attempt(property, () => {
    const own = ownSource(entity, lifter);
    refuseAsync(property, written && ts.isMethodDeclaration(written) ? written : own?.node, written);
    if (written && isNamed(written, lifter)) return byName(written, entity, own?.node, role, span, lifter);
    // A method is written in place; any other function registered itself where it was made.
    if (written && ts.isMethodDeclaration(written))
      return fromNode(written, capturesOf(owner, lifter), role, span, lifter);
    if (own) return fromNode(own.node, lifter.captures(own.site), role, span, lifter);
    const at = written ?? placeOf(owner, lifter);
    throw new Unliftable(
      at,
      "it was made outside the definition modules, where its source is not known",
      "Write it in a definition module, or import it by name.",
    );
  });
}

/** The functions whose promises are waited for. */
const WAITED_FOR: readonly string[] = ["transform", "fallback", "mergeStrategy", "output"];

function refuseAsync(property: string, own: FunctionNode | undefined, written: ts.Node | undefined): void {
  if (!own || !hasModifier(own, ts.SyntaxKind.AsyncKeyword) || WAITED_FOR.includes(property)) return;
  throw new Unliftable(
    written ?? own,
    "it is `async`, and what it gives is not waited for",
    "Leave `async` out. What takes time goes before it, into a step `{ name, transform: async (prev) => … }` or a task.",
  );
}

/** The source of a function that stands in a definition or was made beside it; none of one that has a name of its own. */
export function functionSource(
  owner: Entity,
  property: string,
  lifter: Lifter,
): { readonly node: FunctionNode; readonly captures: ReadonlyMap<string, Value> } | undefined {
  const entity = lifter.graph.entity(lifter.graph.property(owner, property));
  const written = lifter.graph.initializer(owner, property);
  if (entity?.kind !== "function" || (written && isNamed(written, lifter))) return undefined;
  if (written && ts.isMethodDeclaration(written)) return { node: written, captures: capturesOf(owner, lifter) };
  const own = ownSource(entity, lifter);
  return own && { node: own.node, captures: lifter.captures(own.site) };
}

const capturesOf = (owner: Entity, lifter: Lifter): ReadonlyMap<string, Value> =>
  owner.sites[0] ? lifter.captures(owner.sites[0]) : new Map();

function ownSource(entity: Entity, lifter: Lifter): { node: FunctionNode; site: Site } | undefined {
  for (const site of entity.sites) {
    const node = lifter.graph.node(site);
    if (node && isFunctionNode(node)) return { node, site };
  }
  return undefined;
}

function placeOf(owner: Entity, lifter: Lifter): ts.Node {
  const node = owner.sites[0] && lifter.graph.node(owner.sites[0]);
  if (!node) throw new Error("a function without a place, in an object without a place");
  return node;
}

/** A name from the top of a module, or a property of one: it can be called there as it is here. */
function isNamed(node: ts.Node, lifter: Lifter): boolean {
  if (ts.isPropertyAccessExpression(node)) return isNamed(node.expression, lifter);
  if (!ts.isIdentifier(node)) return false;
  const declaration = declarationOf(node, lifter.modules.checker);
  return declaration !== undefined && isTopLevel(declaration);
}

function byName(
  node: ts.Node,
  entity: Entity & { kind: "function" },
  own: FunctionNode | undefined,
  role: MapperRole,
  span: Span,
  lifter: Lifter,
): Mapper {
  const hasRest = own?.parameters.some(({ dotDotDotToken }) => dotDotDotToken) === true;
  const parameters = hasRest ? parameterPaths[role].length : (own?.parameters.length ?? entity.parameters);
  const isAsync = own !== undefined && hasModifier(own, ts.SyntaxKind.AsyncKeyword);
  const form: MapperForm = { kind: "reference", name: lifter.copy(node, emptyScope()), parameters, async: isAsync };
  // Its reads are placed at the name that is used here.
  const reads = own
    ? readsOf(own, parameterPaths[role], lifter).map(({ path }) => ({ path, span }))
    : readsOfAll(parameterPaths[role].slice(0, parameters), span);
  return { span, reads, form };
}

function fromNode(
  node: FunctionNode,
  captures: ReadonlyMap<string, Value>,
  role: MapperRole,
  span: Span,
  lifter: Lifter,
): Mapper {
  if (node.asteriskToken)
    throw new Unliftable(node, "it is a generator", "Write a plain function that returns the value.");
  const paths: ParameterPaths = parameterPaths[role];
  const scope: CopyScope = { ...emptyScope(node), captures };
  return (
    reduce(node, scope, role, span, lifter) ?? {
      span,
      reads: readsOf(node, paths, lifter),
      form: {
        kind: "function",
        parameters: node.parameters.map((parameter) => parameterOf(parameter, scope, lifter)),
        returns: node.type ? [lifter.copy(node.type, scope)] : [],
        body: lifter.copy(bodyOf(node), scope),
        async: hasModifier(node, ts.SyntaxKind.AsyncKeyword),
      },
    }
  );
}

/** Puts the function's expression in place of its call, where that is what one would write by hand. */
function reduce(
  node: FunctionNode,
  scope: CopyScope,
  role: MapperRole,
  span: Span,
  lifter: Lifter,
): Mapper | undefined {
  const expression = returnedExpression(node);
  const parameters = reducibleParameters(node, parameterPaths[role]);
  if (!expression || !parameters || (node.typeParameters?.length ?? 0) > 0) return undefined;
  const names = new Set(
    [...parameters.keys()].map((declaration) => ts.getNameOfDeclaration(declaration)?.getText() ?? ""),
  );
  if (assignsTo(expression, names)) return undefined;
  const reads: Read[] = [];
  // The item stays the parameter of a callback, under the name that the author gave it.
  const replaced = role === "item" ? new Map([...parameters].filter(([, path]) => path[0] !== "item")) : parameters;
  const body = lifter.copy(expression, { ...scope, parameters: replaced, reads }, commentedStart(expression));
  if (reads.some(({ path }) => path.length === 0)) return undefined; // the whole context, as one object
  const isAsync = hasModifier(node, ts.SyntaxKind.AsyncKeyword);
  const first = node.parameters[0];
  const item: Code = role === "item" && first ? [lifter.copy(first.name, scope)] : [];
  return {
    span,
    reads,
    form: {
      kind: "inline",
      body,
      item,
      awaits: isAsync && mayBePromise(expression),
      async: isAsync,
    },
  };
}

/** Whether an async function's expression may be a promise that its caller has to wait for. */
function mayBePromise(expression: ts.Expression): boolean {
  let inner = expression;
  while (ts.isParenthesizedExpression(inner) || ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner))
    inner = inner.expression;
  return !(
    ts.isObjectLiteralExpression(inner) ||
    ts.isArrayLiteralExpression(inner) ||
    ts.isLiteralExpression(inner) ||
    ts.isTemplateExpression(inner) ||
    ts.isAwaitExpression(inner)
  );
}

/** Comments between the arrow and the expression belong to it. */
const commentedStart = (expression: ts.Expression): number =>
  commentsBefore(expression)[0]?.pos ?? expression.getStart();

function bodyOf(node: FunctionNode): ts.Node {
  if (!node.body) throw new Unliftable(node, "it has no body", "Write the function out.");
  return node.body;
}

/** A parameter without its type: what it receives is known better from the contracts. */
function parameterOf(parameter: ts.ParameterDeclaration, scope: CopyScope, lifter: Lifter): Parameter {
  if (parameter.dotDotDotToken)
    throw new Unliftable(parameter, "it takes its arguments as a list", "Name the parameters that it reads.");
  return {
    pattern: lifter.copy(parameter.name, scope),
    otherwise: parameter.initializer && lifter.copy(parameter.initializer, scope),
    isName: ts.isIdentifier(parameter.name),
  };
}

const hasModifier = (node: FunctionNode, kind: ts.SyntaxKind): boolean =>
  node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
