import type { CompositeTrack, Mapper, Node, Orchestrator, Step } from "../ir/flow.js";
import type {
  Ending,
  InputPlan,
  NodePlan,
  ParentPlan,
  ResultUse,
  Schedule,
  SchedulePlan,
  TaskRef,
} from "../ir/plan.js";
import { drawLevels } from "./draw.js";
import { needsOf, nodeReaders, type Reader } from "./input-use.js";
import { scheduleId, stepKey } from "./keys.js";
import { levelsOf } from "./levels.js";
import type { References } from "./plan-flow.js";
import { planSteps } from "./plan-track.js";

/** Plans a composite track or an orchestrator: a graph, between what runs before it and what is made of its outputs. */
export function planGraph(definition: CompositeTrack | Orchestrator, references: References): ParentPlan {
  const dependencies = definition.kind === "orchestrator" ? definition.dependencies : [];
  const levels = levelsOf(definition.nodes, dependencies);
  const finalTask = definition.kind === "orchestrator" ? definition.finalTask : undefined;
  const readers = nodeReaders(definition);
  const ending = endingOf(definition, references);
  const planNode = (node: Node): NodePlan => ({
    name: node.name,
    task: taskOf(node, references),
    key: stepKey(node.name),
    span: node.span,
    mapping: definition.mappings.get(node.name)?.mapper,
    options: definition.nodeOptions.get(node.name)?.options,
    result: resultOf(node, definition, ending),
  });
  const reads = definition.kind === "composite" ? stepReads(definition, readers) : undefined;
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
    options: definition.options,
    hooks: definition.hooks,
    cron: planCron(definition, references),
    steps:
      definition.kind === "composite"
        ? planSteps(definition.steps, references, (index) => reads?.(index) ?? "unread")
        : [],
    schedule: scheduleOf(levels, planNode),
    ending,
  };
}

function planCron(definition: CompositeTrack | Orchestrator, references: References): SchedulePlan | undefined {
  if (definition.kind === "composite" || !definition.schedule) return undefined;
  const { name, id } = definition;
  const { span, cron, payload } = definition.schedule;
  const exportName = `${references.exportName(definition)}Schedule`;
  return { id: scheduleId(id), exportName, of: name, key: stepKey(name), span, cron, payload };
}

const taskOf = ({ target }: Node, references: References): TaskRef =>
  target.kind === "task" ? references.task(target.taskName) : references.definition(target.id);

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

const finalRun = (step: Step, references: References) => ({
  step,
  task: references.task(step.taskName),
  key: stepKey(step.name),
  result: "returned" as const,
});

/** Whether anything reads the output of a node. */
function resultOf(node: Node, definition: CompositeTrack | Orchestrator, ending: Ending): ResultUse {
  if (ending.kind === "record") return "read";
  const index = String(definition.nodes.indexOf(node));
  const finalOptions = ending.kind === "final-task" ? ending.run.step.options : undefined;
  const last: Mapper | undefined =
    ending.kind === "final-task" ? ending.run.step.inputMapper : ending.kind === "mapper" ? ending.mapper : undefined;
  if (!last) return "read"; // the final task takes the record of all outputs
  // A merge reads by position; the mappings of composite tracks read steps, not nodes.
  const key = definition.kind === "composite" ? index : node.name;
  const ends: Reader[] = finalOptions ? [last, finalOptions] : [last];
  const readers = definition.kind === "composite" ? ends : [...ends, ...nodeReaders(definition)];
  const read = readers.some((reader) => {
    const { outputs } = needsOf(reader);
    return outputs === "all" || outputs.has(key);
  });
  return read ? "read" : "unread";
}

/** Which leading steps of a composite track are read by its sub-tracks. */
function stepReads(definition: CompositeTrack, readers: readonly Reader[]): (index: number) => ResultUse {
  const last = definition.steps.length - 1;
  const takesLast = definition.nodes.some(({ name }) => {
    const mapping = definition.mappings.get(name)?.mapper;
    const options = definition.nodeOptions.get(name)?.options;
    return !mapping || needsOf(mapping).prev || (options !== undefined && needsOf(options).prev);
  });
  return (index) => {
    if (index === last && takesLast) return "read";
    const name = definition.steps[index]?.name ?? "";
    const read = readers.some((reader) => {
      const { outputs } = needsOf(reader);
      return outputs === "all" || outputs.has(name);
    });
    return read ? "read" : "unread";
  };
}

/** Without a schema, the input is whatever the runs that take it need. */
function inputOf(definition: CompositeTrack | Orchestrator, references: References): InputPlan {
  if (definition.input) return { kind: "schema", schema: definition.input };
  const first = definition.kind === "composite" ? definition.steps[0] : undefined;
  if (first) return { kind: "payloads", of: [references.task(first.taskName)] };
  const takers = definition.nodes.filter(({ name }) => !definition.mappings.has(name));
  const refs = takers.map((node) => taskOf(node, references));
  return { kind: "payloads", of: refs.filter((ref, index) => refs.findIndex(({ id }) => id === ref.id) === index) };
}
