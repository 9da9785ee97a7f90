import { type Code, joinCode, local } from "../ir/code.js";
import { graphVariable } from "../ir/names.js";
import type { NodePlan, Schedule, TaskRef } from "../ir/plan.js";
import { type Body, placed } from "./body.js";
import type { OptionHole } from "./options.js";
import type { Value } from "./scope.js";
import { fillTemplate } from "./templates.js";
import { outputType, taskType } from "./types.js";

type Part = Exclude<Schedule, { kind: "series" }>;

/** What a node is triggered with. */
export interface NodeTrigger {
  readonly payload: Code;
  readonly options: readonly OptionHole[];
}

type TriggerOf = (node: NodePlan) => NodeTrigger;

/** Emits one part of a schedule; gives the outputs of its nodes. */
export function emitPart(part: Part, triggerOf: TriggerOf, body: Body): [string, Value][] {
  return part.kind === "run" ? emitSingle(part.node, triggerOf, body) : emitWave(part, triggerOf, body);
}

function emitSingle(node: NodePlan, triggerOf: TriggerOf, body: Body): [string, Value][] {
  const variable = graphVariable(node.name);
  const result = local(variable, `${variable}Output`);
  const isRead = node.result === "read";
  const run = fillTemplate(isRead ? "run" : "run-unread", {
    $comment: node.task.type.kind === "contract" ? `Task: ${node.name}` : `Track: ${node.name}`,
    $Task: taskType(node.task),
    $id: node.task.id,
    ...triggerHoles(triggerOf(node)),
    $key: node.key,
    ...(isRead && { $result: [result] }),
  });
  body.statements.push(placed([run], node.span));
  return [[node.name, { code: [result], type: outputType(node.task) }]];
}

function emitWave(wave: Part & { kind: "wave" }, triggerOf: TriggerOf, body: Body): [string, Value][] {
  const runs = wave.nodes.map((node) => {
    const variable = graphVariable(node.name);
    return { node, run: local(variable, `${variable}Run`) };
  });
  const filled = fillTemplate("wave", {
    $comment: `Wave ${wave.number}: ${wave.nodes.map(({ name }) => name).join(", ")}`,
    $wave: [local(`wave${wave.number}`)],
    $Tasks: joinCode(distinct(wave.nodes.map(({ task }) => task)).map(taskType), " | "),
    nodes: runs.map(({ node, run }) => ({
      $id: node.task.id,
      ...triggerHoles(triggerOf(node)),
      $key: node.key,
      $Task: taskType(node.task),
      $run: [run],
    })),
  });
  body.statements.push([filled]);
  return runs.map(({ node, run }) => [node.name, { code: [run, ".output"], type: outputType(node.task) }]);
}

const triggerHoles = ({ payload, options }: NodeTrigger) => ({ $payload: payload, options });

const distinct = (tasks: readonly TaskRef[]): TaskRef[] =>
  tasks.filter((task, index) => tasks.findIndex(({ id }) => id === task.id) === index);
