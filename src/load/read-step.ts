import { ts } from "ts-morph";
import type { Mapper } from "../ir/flow.js";
import { kebabCase } from "../ir/names.js";
import type { Span } from "../ir/source.js";
import type {
  ApprovalStep,
  BranchCase,
  BranchStep,
  Compensate,
  ForEach,
  Period,
  Repeat,
  RunStep,
  Step,
  Target,
  WaitStep,
} from "../ir/step.js";
import type { Lifter } from "../lift/lifter.js";
import { printLiteral } from "../lift/literal.js";
import { liftMapper, type MapperRole } from "../lift/mapper.js";
import { liftRunOptions } from "../lift/options.js";
import { liftSchema } from "../lift/schema.js";
import { Unliftable } from "../lift/unliftable.js";
import type { Entity, Value } from "./evaluation.js";
import type { Graph } from "./graph.js";

/** One step as it was evaluated, with what is needed to read it. */
interface Source {
  readonly value: Value;
  readonly entity: Entity;
  readonly span: Span;
  readonly graph: Graph;
  readonly lifter: Lifter;
}

/** Reads a step, whose shape has been checked. `whole` is where it stands, if it has no place of its own. */
export function readStep(value: Value, whole: Span, lifter: Lifter): Step | undefined {
  const source = sourceOf(value, whole, lifter);
  if (!source) return undefined;
  const { graph, entity } = source;
  const transform = mapperOf(source, "transform", "step");
  if (transform) return { kind: "transform", ...named(source), transform };
  // What could not be lifted has been reported; the flow is not checked then.
  if (graph.property(entity, "transform")) return undefined;
  if (graph.property(entity, "branch")) return readBranch(source);
  if (graph.property(entity, "approval")) return readApproval(source);
  if (graph.property(entity, "wait") ?? graph.property(entity, "waitUntil")) return readWait(source);
  return readRun(source, "step");
}

/** Reads the final task of an orchestrator. Its mapper reads outputs by name, as the mappings of tracks do. */
export function readFinalTask(value: Value, whole: Span, lifter: Lifter): RunStep | undefined {
  const source = sourceOf(value, whole, lifter);
  return source && readRun(source, "orchestrator");
}

/** What an entry names: a task by `taskName`, else the definition in its `track`, or that it is itself. */
export function readTarget(value: Value, whole: Span, graph: Graph): Target {
  const entity = graph.entity(value);
  const track = entity && graph.entity(trackOf(value, graph));
  const text = (of: Entity, key: string): string => String(graph.data(graph.property(of, key)) ?? "");
  if (!track) {
    const span = graph.spanOf(value, ["taskName"], whole);
    return { kind: "task", taskName: entity ? text(entity, "taskName") : "", span };
  }
  const name = text(track, "name");
  const id = graph.property(track, "id") ? text(track, "id") : kebabCase(name);
  return { kind: "definition", id, name, span: whole };
}

/** The definition that an entry of a graph or a case of a branch names; none for a single task. */
export function trackOf(entry: Value, graph: Graph): Value | undefined {
  const entity = graph.entity(entry);
  if (!entity || graph.property(entity, "taskName")) return undefined;
  return graph.property(entity, "track") ?? entry;
}

function sourceOf(value: Value, whole: Span, lifter: Lifter): Source | undefined {
  const { graph } = lifter;
  const entity = graph.entity(value);
  return entity && { value, entity, span: graph.spanOf(value, [], whole), graph, lifter };
}

const mapperOf = ({ entity, span, lifter }: Source, key: string, role: MapperRole): Mapper | undefined =>
  liftMapper(entity, key, role, span, lifter);

function named(source: Source, otherwise?: { readonly name: string; readonly span: Span }) {
  const { value, entity, span, graph } = source;
  const given = graph.property(entity, "name");
  return {
    name: given ? String(graph.data(given) ?? "") : (otherwise?.name ?? ""),
    nameSpan: given || !otherwise ? graph.spanOf(value, ["name"], span) : otherwise.span,
    span,
    when: mapperOf(source, "when", "step"),
  };
}

function readRun(source: Source, role: MapperRole): RunStep {
  const { value, entity, span, graph } = source;
  const target = readTarget(value, writtenAt(entity, "track", source), graph);
  const perItem = graph.property(entity, "forEach") !== undefined;
  const isShared = graph.entity(graph.property(entity, "options"))?.kind === "function";
  const repeat = graph.entity(graph.property(entity, "repeat"));
  return {
    kind: "run",
    ...named(source, { name: target.kind === "task" ? target.taskName : target.name, span: target.span }),
    when: mapperOf(source, "when", role),
    target,
    forEach: readForEach(source),
    repeat: repeat && readRepeat(repeat, source),
    fallback: mapperOf(source, "fallback", "failure"),
    inputMapper: mapperOf(source, "inputMapper", perItem ? (isShared ? "sharedItem" : "item") : role),
    options: liftRunOptions(entity, "options", perItem ? "sharedItem" : role, span, source.lifter),
    compensate: readCompensate(source),
  };
}

function readCompensate({ entity, span: whole, graph, lifter }: Source): Compensate | undefined {
  const value = graph.property(entity, "compensate");
  const own = graph.entity(value);
  if (!value || !own) return undefined;
  const span = graph.spanOf(value, [], whole);
  const inputMapper = liftMapper(own, "inputMapper", "compensation", span, lifter);
  const taskName = String(graph.data(graph.property(own, "taskName")) ?? "");
  const target = { kind: "task", taskName, span: graph.spanOf(value, ["taskName"], span) } as const;
  return { target, inputMapper, span };
}

function readForEach(source: Source): ForEach | undefined {
  const { entity, graph } = source;
  const list = mapperOf(source, "forEach", "step");
  if (!list) return undefined;
  const concurrency = graph.data(graph.property(entity, "concurrency"));
  const isCollected = graph.data(graph.property(entity, "onItemFailure")) === "collect";
  return {
    list,
    concurrency: typeof concurrency === "number" ? concurrency : undefined,
    onItemFailure: isCollected ? "collect" : "halt",
  };
}

function readRepeat(repeat: Entity, { graph, lifter, span }: Source): Repeat | undefined {
  const until = liftMapper(repeat, "until", "round", span, lifter);
  const delay = graph.property(repeat, "delay");
  return (
    until && {
      until,
      maxTimes: Number(graph.data(graph.property(repeat, "maxTimes"))),
      delay: delay && periodOf(delay, graph),
    }
  );
}

/** A period is written as a record of one unit. */
function periodOf(value: Value, graph: Graph): Period {
  const entity = graph.entity(value);
  const [unit = "seconds", amount] = (entity?.kind === "object" && entity.properties[0]) || [];
  return { unit, amount: Number(graph.data(amount)) };
}

function readWait(source: Source): WaitStep | undefined {
  const { entity, graph } = source;
  const period = graph.property(entity, "wait");
  const until = period ? periodOf(period, graph) : mapperOf(source, "waitUntil", "step");
  return until && { kind: "wait", ...named(source), until };
}

function readApproval(source: Source): ApprovalStep | undefined {
  const { entity, span, graph, lifter } = source;
  const approval = graph.entity(graph.property(entity, "approval"));
  const { schema: output } = approval ? liftSchema(approval, "output", lifter) : {};
  if (!approval || !output) return undefined;
  const notify = graph.property(approval, "notify");
  return {
    kind: "approval",
    ...named(source),
    timeout: String(graph.data(graph.property(approval, "timeout"))),
    output,
    notify: notify && readNotify(notify, span, lifter),
    onTimeout: readOnTimeout(approval, lifter),
  };
}

function readNotify(notify: Value, whole: Span, lifter: Lifter): ApprovalStep["notify"] {
  const { graph } = lifter;
  const entity = graph.entity(notify);
  const span = graph.spanOf(notify, [], whole);
  const inputMapper = entity && liftMapper(entity, "inputMapper", "context", span, lifter);
  return inputMapper && { target: readTarget(notify, span, graph), inputMapper, span };
}

/** The value in place of an answer, as a literal. */
function readOnTimeout(approval: Entity, lifter: Lifter): string | undefined {
  const { graph } = lifter;
  const value = graph.property(approval, "onTimeout");
  if (!value || graph.data(value) === "fail") return undefined;
  return lifter.attempt("onTimeout", () => {
    const literal = printLiteral(value, graph);
    const written = graph.initializer(approval, "onTimeout");
    if (literal !== undefined || !written) return literal;
    throw new Unliftable(written, "it is not plain data", 'Write a value that can be written down, or `"fail"`.');
  });
}

function readBranch(source: Source): BranchStep | undefined {
  const { entity, span, graph, lifter } = source;
  const branch = graph.entity(graph.property(entity, "branch"));
  const on = branch && liftMapper(branch, "on", "step", span, lifter);
  const cases = branch && graph.entity(graph.property(branch, "cases"));
  if (!on || cases?.kind !== "object") return undefined;
  const otherwise = graph.property(branch, "default");
  return {
    kind: "branch",
    ...named(source),
    on,
    cases: cases.properties.map(([key, entry]) => {
      const literalSpan = graph.keySpan(cases, key) ?? span;
      return {
        literal: literalOf(cases, key, graph),
        literalSpan,
        ...readCase(entry, writtenAt(cases, key, source), source),
      };
    }),
    otherwise: otherwise && readCase(otherwise, writtenAt(branch, "default", source), source),
    compensate: readCompensate(source),
  };
}

/** What has to be given for a case. To TypeScript a key is a number where it is written as one, and not in quotes. */
function literalOf(cases: Entity, key: string, graph: Graph): string | number {
  const written = graph.key(cases, key);
  const number = Number(key);
  return Number.isFinite(number) && String(number) === key && (!written || ts.isNumericLiteral(written)) ? number : key;
}

/** Where a property's value is written, not where the track that it names was made. */
function writtenAt(owner: Entity, key: string, { graph, span }: Source): Span {
  const written = graph.initializer(owner, key);
  const file = owner.sites[0]?.file;
  return written && file !== undefined ? { file, start: written.getStart(), end: written.end } : span;
}

function readCase(entry: Value, span: Span, { graph, lifter }: Source): BranchCase {
  const entity = graph.entity(entry);
  const isWrapped = entity && graph.property(entity, "track") !== undefined;
  const inputMapper = isWrapped ? liftMapper(entity, "inputMapper", "step", span, lifter) : undefined;
  return { target: readTarget(entry, span, graph), span, inputMapper };
}
