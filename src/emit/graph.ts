import { type Code, local } from "../ir/code.js";
import { groupBy } from "../ir/group-by.js";
import type { Carried, NodePlan, Pulled, RegionPlan, Schedule } from "../ir/plan.js";
import { declared, placed } from "./body.js";
import { carriedValue, innerFrame, isInputAlone, outputOf, takenOut, takesNothing } from "./carry.js";
import { undoList, undoRuns } from "./compensation.js";
import type { Frame } from "./frame.js";
import { triggerHoles } from "./node.js";
import { followed, toldRegion } from "./progress.js";
import { outputExpression, valueStatement } from "./run.js";
import { addOutputs, labelsOf, regionHoles, tasksOf } from "./runs.js";
import { record } from "./scope.js";
import { emitStanding } from "./standing.js";
import { contextParameter, mentions, separate } from "./statements.js";
import { fillTemplate } from "./templates.js";
import { outputType, taskType } from "./types.js";
import { emitWave } from "./wave.js";

/** Emits a schedule into a function; the outputs of its nodes are added to what is known there. */
export function emitSchedule(schedule: Schedule, frame: Frame): void {
  switch (schedule.kind) {
    case "series":
      for (const part of schedule.parts) emitSchedule(part, frame);
      return;
    case "run":
      return emitRun(schedule.node, frame);
    case "wave":
      for (const run of schedule.runs) if (run.kind === "region") emitRegion(run, frame);
      return emitWave(schedule, frame);
    case "pull":
      return emitPull(schedule, frame);
  }
}

function emitRun(node: NodePlan, frame: Frame): void {
  const comment = node.task.type.kind === "contract" ? `Task: ${node.name}` : `Track: ${node.name}`;
  if (node.standing) return emitStanding(node, node.standing, comment, frame);
  const result = frame.file.locals.ofNode(node.name);
  const isRead = node.result === "read";
  const holes = { $Task: taskType(node.task), $id: node.task.id, ...triggerHoles(node, frame) };
  const around = { nested: node.undo, followed: followed(node.name, frame.file.progress) };
  const variable = declared([result], outputType(node.task), frame.statements);
  const run =
    around.nested || around.followed
      ? valueStatement([outputExpression(holes, around)], { result: node.result, comment, variable })
      : fillTemplate(isRead ? "run" : "run-unread", {
          $comment: comment,
          ...holes,
          ...(isRead && { $result: variable }),
        });
  frame.statements.push(placed([run], node.span));
  frame.outputs.set(node.name, { code: [result], type: outputType(node.task) });
}

/** Starts every region of a pull, and waits for all. */
function emitPull({ number, regions, started, takes }: Schedule & { kind: "pull" }, frame: Frame): void {
  const { locals } = frame.file;
  // The parameter of a region has the name already, and so may an earlier pull.
  const isFree = frame.flow === undefined && !mentions(frame.statements.flat(), locals.flow);
  const name = isFree ? locals.flow : local("flow");
  const given = carriedValue(takes, { ...frame, flow: undefined });
  const within: Frame = { ...frame, flow: { code: [name], takes } };
  const typeOf = flowTypes(regions, within);
  for (const region of regions) emitRegion(region, within, typeOf(region.takes));
  const batch = pullHoles(started, within, `Each begins when what it needs has ended: ${labelsOf(regions)}`);
  const flows = [{ $name: [name], $value: given.code }];
  const compensations = undoRuns(started.map(({ region: of }) => ({ run: [locals.ofRegion(of.name)], of })));
  const $wave: Code = [locals.ofBatch(`pull${number}`)];
  frame.statements.push([fillTemplate("pull", { ...batch, $wave, flows, compensations })]);
  addOutputs(started, frame);
}

/** Waits for the regions that a region needs: they run already, or begin now. */
function emitNeeds(pulls: readonly Pulled[], frame: Frame): void {
  const [only] = pulls;
  if (!only) return;
  const { $comment, runs, ...holes } = pullHoles(pulls, frame, `Needs: ${labelsOf(pulls.map(({ region }) => region))}`);
  const filled =
    pulls.length > 1
      ? fillTemplate("pull", {
          ...holes,
          $comment,
          runs,
          $wave: [frame.file.locals.ofBatch("needs")],
          flows: [],
          compensations: [],
        })
      : fillTemplate("pull-one", { ...pulledHole(only.region, frame), ...regionHoles(pulls, frame), $comment });
  frame.statements.push([filled]);
  addOutputs(pulls, frame);
}

const pullHoles = (pulled: readonly Pulled[], frame: Frame, comment: string) => ({
  $comment: comment,
  $Tasks: tasksOf(pulled.map(({ region }) => region.task)),
  runs: pulled.map(({ region }) => pullHole(region, frame)),
  ...regionHoles(pulled, frame),
});

const pullHole = (region: RegionPlan, frame: Frame) => ({
  ...regionTrigger(region, frame),
  $Region: taskType(region.task),
  $run: [frame.file.locals.ofRegion(region.name)],
});

const pulledHole = (region: RegionPlan, frame: Frame) => ({
  $pulled: [fillTemplate("run-attempt", { ...regionTrigger(region, frame), $Task: taskType(region.task) })],
  $run: [frame.file.locals.ofRegion(region.name)],
});

/** What a pulled region is triggered with, whoever asks for it. */
const regionTrigger = (region: RegionPlan, frame: Frame) => ({
  $id: region.task.id,
  $payload: carriedValue(region.takes, frame).code,
  options: toldRegion(region, frame.file.progress),
  $key: [fillTemplate("region-key", { $flow: frame.flow?.code ?? [], $key: region.key })],
});

/** Emits a region, and before it those inside it. `type` is that of its payload, where it has a name. */
function emitRegion(region: RegionPlan, outside: Frame, type?: Code): void {
  const { file } = outside;
  const { locals } = file;
  const inner = innerFrame(region.takes, outside);
  emitNeeds(region.pulls, inner);
  emitSchedule(region.schedule, inner);
  if (region.returns.length > 0) {
    const returned = record(region.returns.map((name) => [name, outputOf(name, inner)]));
    inner.statements.push([fillTemplate("return", { $value: returned.code })]);
  }
  const taken = takenOut(region.takes, inner);
  const body = separate([...taken, ...inner.statements]);
  const parameter = isInputAlone(region.takes) || takesNothing(region.takes) ? locals.input : locals.flow;
  const holes = {
    $doc: region.title,
    $task: [region.task.type.symbol],
    $id: region.task.id,
    $input: [mentions(body, parameter) ? parameter : local("_input")],
    $Payload: type ?? carriedValue(region.takes, outside).type,
    $body: body,
  };
  const task = region.isUndoable
    ? fillTemplate("region-undoable", {
        ...holes,
        contexts: contextParameter([locals.ctx], locals.ctx).map((code) => ({ $context: code })),
        $ctx: [locals.ctx],
        $undo: [undoList],
      })
    : fillTemplate("region", { ...holes, contexts: contextParameter(body, locals.ctx).map((code) => ({ $context: code })) }); // prettier-ignore
  file.regions.push([task]);
  file.exports.push(region.task.type.symbol);
}

/** Names the types that several regions are run with. */
function flowTypes(regions: readonly RegionPlan[], frame: Frame): (takes: Carried) => Code | undefined {
  const keyOf = (takes: Carried): string => JSON.stringify(takes);
  const groups = groupBy(regions, ({ takes }) => keyOf(takes));
  const names = new Map<string, Code>();
  for (const [key, [first, second]] of groups) {
    if (!first || !second) continue;
    const name = local("Flow");
    names.set(key, [name]);
    const { type } = carriedValue(first.takes, frame);
    const $doc = `What ${frame.file.owner} runs its regions with.`;
    frame.file.regions.push([fillTemplate("flow", { $doc, $Flow: [name], $Payload: type })]);
  }
  return (takes) => names.get(keyOf(takes));
}
