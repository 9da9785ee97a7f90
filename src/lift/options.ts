import { ts } from "ts-morph";
import type { Code, Part } from "../ir/code.js";
import type { Read } from "../ir/flow.js";
import type { OptionProperty, RunOptions } from "../ir/options.js";
import type { Span } from "../ir/source.js";
import type { Entity, Value } from "../load/evaluation.js";
import { nodeSpan } from "../load/graph.js";
import { plainOf } from "../load/plain.js";
import { commentsBefore, unwrap } from "../load/scope.js";
import { type CopyScope, emptyScope } from "./copy-scope.js";
import type { Lifter } from "./lifter.js";
import { printKey, printLiteral } from "./literal.js";
import { functionSource, liftMapper, type MapperRole } from "./mapper.js";
import { assignsTo, type FunctionNode, parameterPaths, reducibleParameters, returnedExpression } from "./parameters.js";
import { Unliftable } from "./unliftable.js";

type ObjectEntity = Entity & { kind: "object" };

/** Lifts the options of a run: constants, or the function that a property of a definition holds. */
export function liftRunOptions(
  owner: Entity,
  property: string,
  role: MapperRole,
  whole: Span,
  lifter: Lifter,
): RunOptions | undefined {
  const { graph } = lifter;
  const entity = graph.entity(graph.property(owner, property));
  const written = graph.initializer(owner, property);
  const span = written ? nodeSpan(written, lifter.modules) : whole;
  if (entity?.kind === "object") {
    return { span, reads: [], form: { kind: "properties", properties: constants(entity, span, lifter) } };
  }
  const source = functionSource(owner, property, lifter);
  const reduced = lifter.attempt(property, () => source && reduce(source, role, span, lifter));
  if (reduced) return reduced;
  const mapper = liftMapper(owner, property, role, whole, lifter);
  return mapper && { span, reads: mapper.reads, form: { kind: "mapper", mapper } };
}

/** Lifts constant options, each as it is written or, where that leads nowhere, as what it is. */
export function liftConstants(owner: Entity, property: string, whole: Span, lifter: Lifter): OptionProperty[] {
  const entity = lifter.graph.entity(lifter.graph.property(owner, property));
  return entity?.kind === "object" ? constants(entity, whole, lifter) : [];
}

const constants = (entity: ObjectEntity, whole: Span, lifter: Lifter): OptionProperty[] =>
  entity.properties.flatMap(([name]) => liftConstant(entity, name, whole, lifter) ?? []);

/** Lifts one constant property, as it is written or, where that leads nowhere, as what it is. */
export function liftConstant(entity: Entity, name: string, whole: Span, lifter: Lifter): OptionProperty | undefined {
  const { graph } = lifter;
  const value = graph.property(entity, name);
  if (!value || (value.kind === "data" && value.data === undefined)) return undefined;
  const written = graph.initializer(entity, name);
  const span = written ? nodeSpan(written, lifter.modules) : whole;
  const nameSpan = graph.keySpan(entity, name) ?? span;
  const code = lifter.attempt(name, () => constantCode(entity, name, value, written, lifter));
  return code && { name, nameSpan, span, code, value: plainOf(value, graph) };
}

function constantCode(entity: Entity, name: string, value: Value, written: ts.Node | undefined, lifter: Lifter): Code {
  const site = entity.sites[0];
  const literal = (): Code | undefined => {
    const text = printLiteral(value, lifter.graph);
    return text === undefined ? undefined : [`${printKey(name)}: ${text}`];
  };
  if (!written || !site) {
    const code = literal();
    if (code) return code;
    const place = site && lifter.graph.node(site);
    if (!place) throw new Error("an option without a place, in an object without a place");
    throw new Unliftable(place, `the option \`${name}\` is not plain data`, "Write it out here.");
  }
  try {
    const copied = lifter.copy(written, { ...emptyScope(written), captures: lifter.captures(site) });
    const isShort = ts.isIdentifier(written) && written.text === name;
    return isShort ? [{ kind: "shorthand", key: name, value: [copied] }] : [`${printKey(name)}: `, copied];
  } catch (error) {
    const code = error instanceof Unliftable ? literal() : undefined;
    if (!code) throw error;
    return code;
  }
}

/** The properties of the object that a function returns, where that is all it does. */
function reduce(
  { node, captures }: { readonly node: FunctionNode; readonly captures: ReadonlyMap<string, Value> },
  role: MapperRole,
  span: Span,
  lifter: Lifter,
): RunOptions | undefined {
  const expression = returnedExpression(node);
  const literal = expression && unwrap(expression);
  const parameters = reducibleParameters(node, parameterPaths[role]);
  if (!literal || !ts.isObjectLiteralExpression(literal) || !parameters || isAsync(node)) return undefined;
  const names = [...parameters.keys()].map((one) => ts.getNameOfDeclaration(one)?.getText() ?? "");
  if (assignsTo(literal, new Set(names))) return undefined;
  const reads: Read[] = [];
  const scope: CopyScope = { ...emptyScope(node), captures, parameters, reads };
  const properties = literal.properties.map((property) => propertyOf(property, scope, lifter));
  if (reads.some(({ path }) => path.length === 0)) return undefined; // the whole context, as one object
  return { span, reads, form: { kind: "properties", properties } };
}

function propertyOf(property: ts.ObjectLiteralElementLike, scope: CopyScope, lifter: Lifter): OptionProperty {
  const { name } = property;
  const code: Part = lifter.copy(property, scope, commentsBefore(property)[0]?.pos);
  return {
    name: name && (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) ? name.text : undefined,
    nameSpan: nodeSpan(name ?? property, lifter.modules),
    span: nodeSpan(property, lifter.modules),
    code: [code],
    value: undefined,
  };
}

const isAsync = (node: FunctionNode): boolean =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
