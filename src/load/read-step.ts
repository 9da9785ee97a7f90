import type { Mapper } from "../ir/flow.js";
import { kebabCase } from "../ir/names.js";
import type { Span } from "../ir/source.js";
import type { BranchCase, BranchStep, ForEach, RunStep, Step, Target } from "../ir/step.js";
import type { Lifter } from "../lift/lifter.js";
import { liftMapper, type MapperRole } from "../lift/mapper.js";
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
  return graph.property(entity, "branch") ? readBranch(source) : readRun(source, "step");
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
  const target = readTarget(value, graph.spanOf(value, ["track"], span), graph);
  const perItem = graph.property(entity, "forEach") !== undefined;
  return {
    kind: "run",
    ...named(source, { name: target.kind === "task" ? target.taskName : target.name, span: target.span }),
    target,
    forEach: readForEach(source),
    inputMapper: mapperOf(source, "inputMapper", perItem ? "item" : role),
  };
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
    cases: cases.properties.map(([literal, entry]) => {
      const literalSpan = graph.keySpan(cases, literal) ?? span;
      return { literal, literalSpan, ...readCase(entry, writtenAt(cases, literal, source), source) };
    }),
    otherwise: otherwise && readCase(otherwise, writtenAt(branch, "default", source), source),
  };
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
