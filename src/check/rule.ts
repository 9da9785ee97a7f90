import type { Report } from "../diagnostics/diagnostic.js";
import type { CompositeTrack, Definition, Flow, Node, Orchestrator } from "../ir/flow.js";
import { type Step, type Target, targetsOf } from "../ir/step.js";

/** One thing that must hold of a flow. It reports every place where it does not, and goes on. */
export type Rule = (flow: Flow, report: Report) => void;

export const orchestrators = (flow: Flow): Orchestrator[] =>
  flow.definitions.filter((definition) => definition.kind === "orchestrator");

/** The definitions that run tracks beside each other. */
export const graphs = (flow: Flow): (CompositeTrack | Orchestrator)[] =>
  flow.definitions.filter((definition) => definition.kind !== "track");

/** All steps, the final task included. */
export function stepsOf(definition: Definition): readonly Step[] {
  if (definition.kind !== "orchestrator") return definition.steps;
  return definition.finalTask ? [definition.finalTask] : [];
}

export const nodesOf = (definition: Definition): readonly Node[] =>
  definition.kind === "track" ? [] : definition.nodes;

/** Everything that a definition may run. */
export const targetsIn = (definition: Definition): Target[] => [
  ...stepsOf(definition).flatMap(targetsOf),
  ...nodesOf(definition).map(({ target }) => target),
];

/** Whether a node would have this name if that of its task were right: the mistake is told there, and nowhere else. */
export const isMisspeltThere = ({ contracts }: Flow, { nodes }: CompositeTrack | Orchestrator, name: string): boolean =>
  contracts.has(name) &&
  nodes.some((node) => node.target.kind === "task" && node.name === node.target.taskName && !contracts.has(node.name));

/** How a definition is called at the beginning of a message. */
export const title = (definition: Definition): string => `The ${kindAndName(definition)}`;

/** The same inside a sentence. */
export const titleInside = (definition: Definition): string => `the ${kindAndName(definition)}`;

const kindAndName = ({ kind, name }: Definition): string =>
  `${kind === "composite" ? "composite track" : kind} ${JSON.stringify(name)}`;
