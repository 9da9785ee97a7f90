import type { Definition, Node, Orchestrator } from "../ir/flow.js";
import { pascalCase } from "../ir/names.js";
import type { RunOptions } from "../ir/options.js";
import type { ProgressPlan } from "../ir/plan.js";

/** The definitions that are nodes of a graph that shows its progress, by id: they say there themselves how they end. */
export const progressNodes = (definitions: readonly Definition[]): ReadonlySet<string> =>
  new Set(
    definitions.flatMap((one) =>
      one.kind === "orchestrator" && one.progress ? one.nodes.flatMap(({ target }) => definitionOf(target) ?? []) : [],
    ),
  );

const definitionOf = (target: Node["target"]): string | undefined =>
  target.kind === "definition" ? target.id : undefined;

/** Plans the reader of an orchestrator's progress. */
export function planProgress(
  { name, id, progress, nodes, finalTask }: Orchestrator,
  definitions: ReadonlyMap<string, Definition>,
): ProgressPlan | undefined {
  if (!progress) return undefined;
  const typeName = `${pascalCase(name)}Progress`;
  const all = nodes.map((node) => ({ name: node.name, steps: countedSteps(node, definitions) }));
  return {
    file: `progress/${id}.ts`,
    typeName,
    readerName: `read${typeName}`,
    nodes: finalTask ? [...all, { name: finalTask.name, steps: [] }] : all,
  };
}

/** The steps of a node that run once per item. */
export function countedSteps({ target }: Node, definitions: ReadonlyMap<string, Definition>): string[] {
  const definition = target.kind === "definition" ? definitions.get(target.id) : undefined;
  if (!definition || definition.kind === "orchestrator") return [];
  return definition.steps.flatMap((step) => (step.kind === "run" && step.forEach ? [step.name] : []));
}

/** Whether the run of a node can be told which node it is: its metadata are free for that. */
export function isTold(target: Node["target"], options: RunOptions | undefined): boolean {
  if (target.kind !== "definition") return false;
  if (!options) return true;
  const { form } = options;
  return form.kind === "properties" && form.properties.every(({ name }) => name !== undefined && name !== "metadata");
}
