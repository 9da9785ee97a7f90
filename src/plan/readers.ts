import type { CompositeTrack, Mapper, Node, Orchestrator } from "../ir/flow.js";
import type { Ending } from "../ir/plan.js";
import type { Reads } from "./data-flow.js";
import { needsOf } from "./input-use.js";

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

export function readersOf(graph: Graph, dependenciesOf: (name: string) => readonly string[], ending: Ending): Readers {
  const reads = graph.nodes.map((node) => readsOfNode(node, graph, dependenciesOf(node.name)));
  const inside = new Set(reads.flatMap(({ outputs }) => [...outputs]));
  const isReadAtEnd = endReads(graph, ending);
  return {
    reads,
    isReadAtEnd,
    isRead: (name) => inside.has(name) || isReadAtEnd(name),
  };
}

const leadingSteps = (graph: Graph): CompositeTrack["steps"] => (graph.kind === "composite" ? graph.steps : []);

/** What a node reads: by its mapping or, without one, what is passed on to it. */
export function readsOfNode({ name }: Node, graph: Graph, dependencies: readonly string[]): Reads {
  const steps = leadingSteps(graph).map((step) => step.name);
  const mapper = graph.mappings.get(name)?.mapper;
  const needs = mapper && needsOf(mapper);
  const options = graph.nodeOptions.get(name)?.options;
  const beside = options && needsOf(options);
  // A sub-track takes the last of the steps, or the input; a track of an orchestrator takes the input.
  const takesPrevious = needs === undefined || needs.prev || beside?.prev === true;
  const last = steps.at(-1);
  const known = [...steps, ...dependencies];
  const named = [needs, beside].flatMap((one) => (one ? namesRead(one.outputs, known) : []));
  return {
    // The key of its run is made from the input.
    input:
      graph.resume !== undefined ||
      needs?.input === true ||
      beside?.input === true ||
      (takesPrevious && last === undefined),
    outputs: new Set(takesPrevious && last !== undefined ? [last, ...named] : named),
  };
}

/** A name that is no output is read off the record of all, such as `toString`. */
const namesRead = (read: "all" | ReadonlySet<string>, known: readonly string[]): readonly string[] =>
  read === "all" || [...read].some((name) => !known.includes(name)) ? known : [...read];

function endReads(graph: Graph, ending: Ending): (name: string) => boolean {
  const last: Mapper | undefined =
    ending.kind === "final-task" ? ending.run.step.inputMapper : ending.kind === "mapper" ? ending.mapper : undefined;
  if (!last) return () => true; // the record of all outputs is returned, or given to the final task
  const { outputs } = needsOf(last);
  // A merge reads by position, and is given a tuple of everything where it is not put in place.
  const isWhole = outputs === "all" || (graph.kind === "composite" && last.form.kind !== "inline" && outputs.size > 0);
  const names = graph.nodes.map(({ name }) => name);
  const keys = new Map(names.map((name, index) => [name, graph.kind === "composite" ? String(index) : name]));
  const isKnown = (key: string): boolean => [...keys.values()].includes(key);
  if (isWhole || [...outputs].some((key) => !isKnown(key))) return () => true;
  return (name) => outputs.has(keys.get(name) ?? "");
}
