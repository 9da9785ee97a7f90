import type { CompositeTrack, Mapper, Node, Orchestrator } from "../ir/flow.js";
import type { Ending, InputPlan, NodePlan, ParentPlan, ResultUse, RunStepPlan, Schedule } from "../ir/plan.js";
import type { RunStep } from "../ir/step.js";
import { drawLevels } from "./draw.js";
import { needsOf } from "./input-use.js";
import { stepKey } from "./keys.js";
import { levelsOf } from "./levels.js";
import type { References } from "./plan-flow.js";
import { planRun, planSteps, taskOf } from "./plan-steps.js";
import { stepsInput } from "./plan-track.js";

/** Plans a composite track or an orchestrator: a graph, between what runs before it and what is made of its outputs. */
export function planGraph(definition: CompositeTrack | Orchestrator, references: References): ParentPlan {
  const dependencies = definition.kind === "orchestrator" ? definition.dependencies : [];
  const levels = levelsOf(definition.nodes, dependencies);
  const finalTask = definition.kind === "orchestrator" ? definition.finalTask : undefined;
  const ending = endingOf(definition, references);
  const planNode = (node: Node): NodePlan => ({
    name: node.name,
    task: taskOf(node.target, references),
    key: stepKey(node.name),
    span: node.span,
    mapping: definition.mappings.get(node.name)?.mapper,
    result: resultOf(node, definition, ending),
  });
  return {
    kind: definition.kind,
    name: definition.name,
    id: definition.id,
    span: definition.span,
    file: references.file(definition),
    exportName: references.exportName(definition),
    doc: definition.doc,
    drawing: drawLevels(levels, dependencies, finalTask?.name),
    input: inputOf(definition, references),
    steps: definition.kind === "composite" ? planSteps(definition, references) : [],
    schedule: scheduleOf(levels, planNode),
    ending,
  };
}

/** Levels as barriers: one run is awaited by itself, several together. */
function scheduleOf(levels: readonly (readonly Node[])[], planNode: (node: Node) => NodePlan): Schedule {
  const parts = levels.map((level, index): Schedule => {
    const [only] = level;
    if (level.length === 1 && only) return { kind: "run", node: planNode(only) };
    return { kind: "wave", number: index + 1, nodes: level.map(planNode) };
  });
  const [single] = parts;
  return parts.length === 1 && single ? single : { kind: "series", parts };
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
  result: "returned",
  skip: undefined,
});

/** Whether anything reads the output of a node. */
function resultOf(node: Node, definition: CompositeTrack | Orchestrator, ending: Ending): ResultUse {
  if (ending.kind === "record") return "read";
  const index = String(definition.nodes.indexOf(node));
  const last: Mapper | undefined =
    ending.kind === "final-task" ? ending.run.step.inputMapper : ending.kind === "mapper" ? ending.mapper : undefined;
  if (!last) return "read"; // the final task takes the record of all outputs
  // A merge reads by position; the mappings of composite tracks read steps, not nodes.
  const key = definition.kind === "composite" ? index : node.name;
  const mappers =
    definition.kind === "composite" ? [last] : [last, ...[...definition.mappings.values()].map(({ mapper }) => mapper)];
  const read = mappers.some((mapper) => {
    const { outputs } = needsOf(mapper);
    return outputs === "all" || outputs.has(key);
  });
  return read ? "read" : "unread";
}

/** Without a schema, the input is whatever the runs that take it need. */
function inputOf(definition: CompositeTrack | Orchestrator, references: References): InputPlan {
  if (definition.input) return { kind: "schema", schema: definition.input };
  if (definition.kind === "composite" && definition.steps.length > 0) return stepsInput(definition, references);
  const takers = definition.nodes.filter(({ name }) => !definition.mappings.has(name));
  const refs = takers.map((node) => taskOf(node.target, references));
  return { kind: "payloads", of: refs.filter((ref, index) => refs.findIndex(({ id }) => id === ref.id) === index) };
}
