import type { CompositeTrack, Track } from "../ir/flow.js";
import { contextMappersOf, mappersOf, passesOn, type Step } from "../ir/step.js";
import { needsOf, type Reader } from "./input-use.js";
import { readsOfNode } from "./readers.js";

/** Says of a step, by its index, whether anything reads what it gives; a track's last step is returned. */
export function stepReads(
  definition: Track | CompositeTrack,
  isPassedOn: (step: Step) => boolean = () => true,
): (index: number) => boolean {
  const { steps } = definition;
  const names = steps.map(({ name }) => name);
  const read = new Set(definition.kind === "composite" ? graphReads(definition) : names.slice(-1));
  // From the end, for a wait, or a step that is skipped, reads the one before only where it is read itself.
  for (const [index, step] of [...steps.entries()].reverse()) {
    const needs = readersOf(step).map(needsOf);
    const isWait = step.kind === "wait";
    const isSkipped = (isWait || step.when !== undefined) && read.has(step.name) && (isWait || isPassedOn(step));
    const previous = names[index - 1];
    const isInContext = contextMappersOf(step).some((mapper) => needsOf(mapper).reads("prev"));
    if (previous !== undefined && (isSkipped || isInContext || passesOn(step) || needs.some(({ prev }) => prev)))
      read.add(previous);
    for (const { outputs } of needs)
      for (const name of outputs === "all" ? names.slice(0, index) : outputs) read.add(name);
  }
  return (index) => read.has(names[index] ?? "");
}

/** All that reads of what a step is given: its functions, and its options. */
const readersOf = (step: Step): Reader[] => [
  ...mappersOf(step),
  ...(step.kind === "run" && step.options ? [step.options] : []),
];

/** The leading steps of a composite track that its sub-tracks read. */
function graphReads(track: CompositeTrack): ReadonlySet<string> {
  const needed = (name: string): string[] =>
    track.dependencies.filter((one) => one.name === name).map(({ needs }) => needs);
  return new Set(track.nodes.flatMap((node) => [...readsOfNode(node, track, needed(node.name)).outputs]));
}
