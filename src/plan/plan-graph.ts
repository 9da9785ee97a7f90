import type { CompositeTrack, Orchestrator } from "../ir/flow.js";
import type { CronPlan, Ending, GraphEdge, InputPlan, NodePlan, ParentPlan, RunStepPlan } from "../ir/plan.js";
import type { RunStep } from "../ir/step.js";
import { drawGraph } from "./draw.js";
import { cronId, stepKey } from "./keys.js";
import type { References } from "./plan-flow.js";
import { isTold, planProgress } from "./plan-progress.js";
import { planRun, planSteps, taskOf } from "./plan-steps.js";
import { stepsInput } from "./plan-track.js";
import { readersOf } from "./readers.js";
import { regionNames } from "./region-names.js";
import { scheduleOf } from "./schedule.js";
import type { ScheduledDefinition } from "./schedule-graph.js";

/** Plans a composite track or an orchestrator: a graph, between what runs before it and what is made of its outputs. */
export function planGraph(
  definition: CompositeTrack | Orchestrator,
  { order, part, dependenciesOf }: ScheduledDefinition,
  references: References,
): ParentPlan {
  const { nodes, name: owner, id } = definition;
  const exportName = references.exportName(definition);
  const names = nodes.map(({ name }) => name);
  const ending = endingOf(definition, references);
  const { reads, isRead, isReadAtEnd } = readersOf(definition, dependenciesOf, ending);
  const progress = definition.kind === "orchestrator" ? planProgress(definition, references.definitions) : undefined;
  const edges = order.needs.flatMap((of, node) => of.map((need) => edgeOf(names, order.given, node, need)));
  return {
    kind: definition.kind,
    name: owner,
    id,
    span: definition.span,
    file: references.file(definition),
    exportName,
    doc: definition.doc,
    drawing: drawGraph({
      part,
      names,
      edges,
      finalName: ending.kind === "final-task" ? ending.run.step.name : undefined,
    }),
    nodes: nodes.map((node) => ({ name: node.name, task: taskOf(node.target, references) })),
    edges,
    input: inputOf(definition, references),
    options: definition.options,
    hooks: definition.hooks,
    cron: planCron(definition, references),
    progress,
    isNode: references.isNode(id),
    resume: definition.resume,
    steps: definition.kind === "composite" ? planSteps(definition, references) : [],
    schedule: scheduleOf(part, {
      owner,
      nodes: nodes.map((node): NodePlan => ({
        kind: "node",
        name: node.name,
        task: taskOf(node.target, references),
        key: stepKey(node.name),
        span: node.span,
        mapping: definition.mappings.get(node.name)?.mapper,
        options: definition.nodeOptions.get(node.name)?.options,
        isTold: progress !== undefined && isTold(node.target, definition.nodeOptions.get(node.name)?.options),
        dependencies: dependenciesOf(node.name),
        result: isRead(node.name) ? "read" : "unread",
      })),
      flow: { names, reads, isReadAtEnd },
      isTold: progress !== undefined && references.isNode(id),
      nameOf: regionNames({ name: owner, id, exportName }, references.ids),
    }),
    ending,
  };
}

const edgeOf = (names: readonly string[], given: readonly number[], node: number, need: number): GraphEdge => ({
  name: names[given[node] ?? 0] ?? "",
  needs: names[given[need] ?? 0] ?? "",
});

function planCron(definition: CompositeTrack | Orchestrator, references: References): CronPlan | undefined {
  if (definition.kind === "composite" || !definition.cron) return undefined;
  const { name, id } = definition;
  const { span, property, payload } = definition.cron;
  const exportName = `${references.exportName(definition)}Schedule`;
  return { id: cronId(id), exportName, of: name, key: stepKey(name), span, property, payload };
}

function endingOf(definition: CompositeTrack | Orchestrator, references: References): Ending {
  if (definition.kind === "composite") {
    return definition.merge ? { kind: "mapper", mapper: definition.merge, role: "merge" } : { kind: "record" };
  }
  const { finalTask, output } = definition;
  if (finalTask) return { kind: "final-task", run: finalRun(finalTask, references) };
  return output ? { kind: "mapper", mapper: output, role: "orchestrator" } : { kind: "record" };
}

const finalRun = (step: RunStep, references: References): RunStepPlan => ({
  ...planRun(step, references),
  isCounted: false,
  result: "returned",
  isTyped: false,
  skip: undefined,
});

/** Without a schema, the input is whatever the runs that take it need. */
function inputOf(definition: CompositeTrack | Orchestrator, references: References): InputPlan {
  if (definition.input) return { kind: "schema", schema: definition.input };
  if (definition.kind === "composite" && definition.steps.length > 0) return stepsInput(definition, references);
  const takers = definition.nodes.filter(({ name }) => !definition.mappings.has(name));
  const refs = takers.map((node) => taskOf(node.target, references));
  return { kind: "payloads", of: refs.filter((ref, index) => refs.findIndex(({ id }) => id === ref.id) === index) };
}
