import type { CompositeTrack, Mapper, Node, Orchestrator } from "../ir/flow.js";
import type { Ending } from "../ir/plan.js";
import type { Reads } from "./data-flow.js";
import { needsOf, type Reader } from "./input-use.js";
import type { ScheduledDefinition } from "./schedule-graph.js";

/** Who reads what in a graph. */
export interface Readers {
  /** What each node reads, by its number. */
  readonly reads: readonly Reads[];
  /** Whether the end of the graph reads the output of a node. */
  readonly isReadAtEnd: (name: string) => boolean;
  /** Whether anything reads the output of a node. */
  readonly isRead: (name: string) => boolean;
}

type Graph = CompositeTrack | Orchestrator;

export function readersOf(
  graph: Graph,
  { dependenciesOf, standings }: Pick<ScheduledDefinition, "dependenciesOf" | "standings">,
  ending: Ending,
): Readers {
  const reads = graph.nodes.map((node): Reads => {
    const { input, outputs } = readsOfNode(node, graph, dependenciesOf(node.name));
    // Whether it runs hangs on these, whether or not it reads what they give.
    const guards = standings.of(node.name)?.guards ?? [];
    return { input, outputs: new Set([...outputs, ...guards.map(({ name }) => name)]) };
  });
  const inside = new Set(reads.flatMap(({ outputs }) => [...outputs]));
  const isReadAtEnd = endReads(graph, ending);
  return {
    reads,
    isReadAtEnd,
    isRead: (name) => inside.has(name) || isReadAtEnd(name),
  };
}

const leadingSteps = (graph: Graph): CompositeTrack["steps"] => (graph.kind === "composite" ? graph.steps : []);

/** What a node reads: by its mapping or, without one, what is passed on to it; and by its other functions. */
export function readsOfNode({ name, policy }: Node, graph: Graph, dependencies: readonly string[]): Reads {
  const steps = leadingSteps(graph).map((step) => step.name);
  const mapper = graph.mappings.get(name)?.mapper;
  const needs = mapper && needsOf(mapper);
  const others: (Reader | undefined)[] = [graph.nodeOptions.get(name)?.options, policy.when, policy.fallback];
  const beside = others.flatMap((one) => (one ? [needsOf(one)] : []));
  // A sub-track takes the last of the steps, or the input; a track of an orchestrator takes the input.
  const takesPrevious = needs === undefined || needs.prev || beside.some(({ prev }) => prev);
  const last = steps.at(-1);
  const known = [...steps, ...dependencies];
  const named = [needs, ...beside].flatMap((one) => (one ? namesRead(one.outputs, known) : []));
  return {
    // The key of its run is made from the input.
    input:
      graph.resume !== undefined ||
      needs?.input === true ||
      beside.some(({ input }) => input) ||
      (takesPrevious && last === undefined),
    outputs: new Set(takesPrevious && last !== undefined ? [last, ...named] : named),
  };
}

/** A name that is no output is read off the record of all, such as `toString`. */
const namesRead = (read: "all" | ReadonlySet<string>, known: readonly string[]): readonly string[] =>
  read === "all" || [...read].some((name) => !known.includes(name)) ? known : [...read];

/** The functions that the end of a graph is made by. */
export const mappersAtEnd = (ending: Ending): Mapper[] => {
  if (ending.kind === "mapper") return [ending.mapper];
  if (ending.kind !== "final-task") return [];
  const { inputMapper, when, options } = ending.run.step;
  const form = options?.form;
  return [inputMapper, when, form?.kind === "mapper" ? form.mapper : undefined].filter((one) => one !== undefined);
};

function endReads(graph: Graph, ending: Ending): (name: string) => boolean {
  const isPassedOn = ending.kind === "final-task" && !ending.run.step.inputMapper;
  // The record of all outputs is returned, or given to the final task.
  if (isPassedOn || ending.kind === "record") return () => true;
  const readers: Reader[] = [...mappersAtEnd(ending)];
  if (ending.kind === "final-task" && ending.run.step.options) readers.push(ending.run.step.options);
  const reads = readers.map((reader) => needsOf(reader).outputs);
  const outputs = new Set(reads.flatMap((read) => (read === "all" ? [] : [...read])));
  const names = graph.nodes.map(({ name }) => name);
  const keys = new Map(names.map((name, index) => [name, graph.kind === "composite" ? String(index) : name]));
  const isKnown = (key: string): boolean => [...keys.values()].includes(key);
  if (reads.includes("all") || isMergedWhole(graph, ending, outputs) || [...outputs].some((key) => !isKnown(key)))
    return () => true;
  return (name) => outputs.has(keys.get(name) ?? "");
}

/** A merge reads by position, and is given a tuple of everything where it is not put in place. */
const isMergedWhole = (graph: Graph, ending: Ending, outputs: ReadonlySet<string>): boolean =>
  graph.kind === "composite" && ending.kind === "mapper" && ending.mapper.form.kind !== "inline" && outputs.size > 0;
