import { type Code, type Local, local } from "../ir/code.js";
import { groupBy } from "../ir/group-by.js";
import { graphVariable } from "../ir/names.js";
import type { Carried, NodePlan, Pulled, RegionPlan, Schedule } from "../ir/plan.js";
import { printString } from "../lift/literal.js";
import { placed } from "./body.js";
import { carriedValue, innerFrame, isInputAlone, outputOf, takesNothing } from "./carry.js";
import type { Frame } from "./frame.js";
import { useMapper } from "./mapper.js";
import { type OptionHole, runOptions } from "./options.js";
import { followedRun, toldNode, toldRegion, waveProgress } from "./progress.js";
import { regionHoles, labelsOf, tasksOf } from "./runs.js";
import { record, type Scope, type Value } from "./scope.js";
import { contextParameter, mentions, separate } from "./statements.js";
import { fillTemplate } from "./templates.js";
import { outputType, taskType } from "./types.js";

/** Emits a schedule into a function; the outputs of its nodes are added to what is known there. */
export function emitSchedule(schedule: Schedule, frame: Frame): void {
  switch (schedule.kind) {
    case "series":
      for (const part of schedule.parts) emitSchedule(part, frame);
      return;
    case "run":
      return emitRun(schedule.node, frame);
    case "wave":
      return emitWave(schedule, frame);
    case "pull":
      return emitPull(schedule, frame);
  }
}

function emitRun(node: NodePlan, frame: Frame): void {
  if (frame.file.progress) return emitFollowed(node, frame.file.progress, frame);
  const result = frame.file.locals.ofNode(node.name);
  const isRead = node.result === "read";
  const run = fillTemplate(isRead ? "run" : "run-unread", {
    $comment: node.task.type.kind === "contract" ? `Task: ${node.name}` : `Track: ${node.name}`,
    $Task: taskType(node.task),
    $id: node.task.id,
    ...triggerHoles(node, frame),
    ...(isRead && { $result: [result] }),
  });
  frame.statements.push(placed([run], node.span));
  frame.outputs.set(node.name, { code: [result], type: outputType(node.task) });
}

/** A run in a graph that shows its progress: whether it failed is said there first. */
function emitFollowed(node: NodePlan, progress: Local, frame: Frame): void {
  const run = frame.file.locals.ofNode(node.name, "Run");
  const comment = node.task.type.kind === "contract" ? `Task: ${node.name}` : `Track: ${node.name}`;
  const trigger = { $Task: taskType(node.task), $id: node.task.id, ...triggerHoles(node, frame) };
  frame.statements.push(placed([followedRun({ comment, progress, node: node.name, run }, trigger)], node.span));
  frame.outputs.set(node.name, { code: [run, ".output"], type: outputType(node.task) });
}

/** What a run is triggered with, as templates have it. */
interface NodeTrigger {
  readonly $payload: Code;
  readonly options: readonly OptionHole[];
  readonly $key: Code;
  readonly [hole: string]: Code | readonly OptionHole[];
}

/** What a node is triggered with: what its mapping and its options make of the outputs that it depends on. */
function triggerHoles(node: NodePlan, frame: Frame): NodeTrigger {
  const { kind, steps, declarations, keys, progress } = frame.file;
  const last = steps.at(-1);
  const prev = last === undefined ? frame.input : frame.outputs.get(last);
  const passedOn = kind === "composite" ? prev : frame.input;
  const known = kind === "composite" ? [...steps, ...node.dependencies] : node.dependencies;
  const outputs = known.flatMap((name): [string, Value][] => {
    const value = frame.outputs.get(name);
    return value ? [[name, value]] : [];
  });
  const { mapping } = node;
  const scope: Scope = {
    prev,
    input: frame.input,
    outputs: new Map(outputs),
    index: undefined,
    item: undefined,
    isTuple: false,
  };
  const shape = kind === "composite" ? "prev-and-context" : "outputs-and-input";
  const use = mapping && useMapper(mapping, scope, shape, `${graphVariable(node.name)}Input`);
  declarations.push(...(use?.declarations ?? []));
  return {
    $payload: placed(use?.expression ?? passedOn?.code ?? [], mapping?.span ?? node.span),
    options: [
      ...toldNode(node, progress),
      ...runOptions(node.options, scope, shape, `${graphVariable(node.name)}Options`, frame.file),
    ],
    $key: keys.of(node.key, frame.input),
  };
}

function emitWave({ number, runs }: Schedule & { kind: "wave" }, frame: Frame): void {
  const { locals } = frame.file;
  const localOf = (run: NodePlan | RegionPlan) =>
    run.kind === "node" ? locals.ofNode(run.name, "Run") : locals.ofRegion(run.name);
  for (const run of runs) if (run.kind === "region") emitRegion(run, frame);
  const regions = runs.flatMap((run): Pulled[] => (run.kind === "region" ? [{ region: run, reads: run.returns }] : []));
  const nodes = runs.filter((run) => run.kind === "node");
  const filled = fillTemplate("wave", {
    $comment: `Wave ${number}: ${labelsOf(runs)}`,
    $wave: [locals.ofBatch(`wave${number}`)],
    $Tasks: tasksOf(runs.map(({ task }) => task)),
    runs: runs.map((run) => ({
      $id: run.task.id,
      ...(run.kind === "node"
        ? triggerHoles(run, frame)
        : {
            $payload: carriedValue(run.takes, frame).code,
            options: toldRegion(run, frame.file.progress),
            $key: [printString(run.key)],
          }),
      $Member: taskType(run.task),
      $run: [localOf(run)],
    })),
    nodes: nodes.map((node) => ({ $run: [localOf(node)], $node: node.name })),
    ...waveProgress(nodes, frame.file.progress),
    ...regionHoles(regions, frame),
  });
  frame.statements.push([filled]);
  for (const node of nodes)
    frame.outputs.set(node.name, { code: [localOf(node), ".output"], type: outputType(node.task) });
  addOutputs(regions, frame);
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
  frame.statements.push([fillTemplate("pull", { ...batch, $wave: [locals.ofBatch(`pull${number}`)], flows })]);
  addOutputs(started, frame);
}

/** Waits for the regions that a region needs: they run already, or begin now. */
function emitNeeds(pulls: readonly Pulled[], frame: Frame): void {
  const [only] = pulls;
  if (!only) return;
  const { $comment, runs, ...holes } = pullHoles(pulls, frame, `Needs: ${labelsOf(pulls.map(({ region }) => region))}`);
  const filled =
    pulls.length > 1
      ? fillTemplate("pull", { ...holes, $comment, runs, $wave: [frame.file.locals.ofBatch("needs")], flows: [] })
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

function addOutputs(pulled: readonly Pulled[], { file, outputs }: Frame): void {
  for (const name of pulled.flatMap(({ reads }) => reads)) {
    outputs.set(name, { code: [file.locals.ofNode(name)], type: file.types.get(name) ?? [] });
  }
}

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
  const body = separate(inner.statements);
  const parameter = isInputAlone(region.takes) || takesNothing(region.takes) ? locals.input : locals.flow;
  const task = fillTemplate("region", {
    $doc: region.title,
    $task: [region.task.type.symbol],
    $id: region.task.id,
    $input: [mentions(body, parameter) ? parameter : local("_input")],
    $Payload: type ?? carriedValue(region.takes, outside).type,
    contexts: contextParameter(body, locals.ctx).map((code) => ({ $context: code })),
    $body: body,
  });
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
