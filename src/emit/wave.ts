import type { Code } from "../ir/code.js";
import type { NodePlan, Pulled, RegionPlan, Schedule } from "../ir/plan.js";
import { printString } from "../lift/literal.js";
import { carriedValue } from "./carry.js";
import { undoRuns } from "./compensation.js";
import type { Frame } from "./frame.js";
import type { HoleValues } from "./fill.js";
import { triggerHoles } from "./node.js";
import { skippedHoles, toldRegion, waveProgress, whenHolds } from "./progress.js";
import { addOutputs, labelsOf, regionHoles, tasksOf } from "./runs.js";
import { givenBy, guardOf, know, skippedWithout } from "./standing.js";
import { fillTemplate } from "./templates.js";
import { outputType, taskType } from "./types.js";

/** Emits one batch, and what is kept of its runs. Its regions have been emitted. */
export function emitWave(wave: Schedule & { kind: "wave" }, frame: Frame): void {
  const { runs, guards } = wave;
  const nodes = runs.filter((run) => run.kind === "node");
  const regions = runs.flatMap((run): Pulled[] => (run.kind === "region" ? [{ region: run, reads: run.returns }] : []));
  const results = nodes.filter(isMade).map((node) => ({
    node,
    $result: [frame.file.locals.ofNode(node.name)],
    $value: valueOf(node, frame),
  }));
  const holes = results.map(({ $result, $value }) => ({ $result, $value }));
  const guard = guardOf(guards, frame);
  if (!guard) {
    frame.statements.push([fillWave(wave, regions, holes, frame)]);
  } else if (results.length === 0) {
    const $body: Code = [fillWave(wave, regions, [], frame)];
    const names = nodes.map(({ name }) => name);
    frame.statements.push([whenHolds(guard, $body, names, frame.file.progress)]);
  } else {
    const $body: Code = [fillWave(wave, regions, [], frame)];
    for (const { node } of results) keep(node, frame);
    const kept = results.map(({ node, $result, $value }) => ({
      $result,
      $value,
      // Its own, in the order that its definition has them.
      $otherwise: skippedWithout(node.standing?.guards ?? guards, frame),
      $Output: frame.file.types.get(node.name) ?? [],
    }));
    frame.statements.push([fillGuarded({ $condition: guard, $body, results: kept }, nodes, frame)]);
  }
  for (const node of nodes) keep(node, frame);
  addOutputs(regions, frame);
}

/** A batch that runs as a whole or not at all. */
function fillGuarded(holes: HoleValues, nodes: readonly NodePlan[], { file: { progress } }: Frame) {
  if (!progress) return fillTemplate("wave-guarded", holes);
  const names = nodes.map(({ name }) => name);
  return fillTemplate("wave-guarded-followed", { ...holes, ...skippedHoles(names, progress) });
}

/** The batch itself, with the checks and values that follow it. */
function fillWave(
  { number, runs }: Schedule & { kind: "wave" },
  regions: readonly Pulled[],
  results: readonly HoleValues[],
  frame: Frame,
) {
  const batch = {
    $comment: `Wave ${number}: ${labelsOf(runs)}`,
    $Tasks: tasksOf(runs.map(({ task }) => task)),
    runs: runs.map((run) => itemOf(run, frame)),
  };
  const variables = runs.map((run) => ({ $run: runOf(run, frame) }));
  if (variables.every(({ $run }) => $run.length === 0)) return fillTemplate("wave-unread", batch);
  return fillTemplate("wave", {
    ...batch,
    runs: batch.runs.map((item, index) => ({ ...item, ...variables[index] })),
    $wave: [frame.file.locals.ofBatch(`wave${number}`)],
    nodes: runs.flatMap((run) => (run.kind === "node" && endsGraph(run) ? [{ $run: runOf(run, frame) }] : [])),
    ...waveProgress(
      runs.flatMap((run) => (run.kind === "node" ? [{ name: run.name, run: runOf(run, frame) }] : [])),
      frame.file.progress,
    ),
    compensations: undoRuns(runs.map((of) => ({ run: runOf(of, frame), of }))),
    results,
    ...regionHoles(regions, frame),
  });
}

const itemOf = (run: NodePlan | RegionPlan, frame: Frame) => ({
  $id: run.task.id,
  ...(run.kind === "node"
    ? triggerHoles(run, frame)
    : {
        $payload: carriedValue(run.takes, frame).code,
        options: toldRegion(run, frame.file.progress),
        $key: [printString(run.key)],
      }),
  $Member: taskType(run.task),
});

const endsGraph = ({ standing }: NodePlan): boolean => !standing || standing.failure === "halt";

/** Whether what is kept of a node is made from its run, and is not the run's output as it is. */
const isMade = ({ standing, result }: NodePlan): boolean =>
  standing !== undefined && result === "read" && (standing.failure !== "halt" || standing.isSettled);

/** The variable of a run; none, where nothing asks what became of it. */
function runOf(run: NodePlan | RegionPlan, { file: { locals, progress } }: Frame): Code {
  if (run.kind === "region") return [locals.ofRegion(run.name)];
  if (isMade(run)) return [locals.ofRun(run.name)];
  return endsGraph(run) || run.undo || progress ? [locals.ofNode(run.name, "Run")] : [];
}

function valueOf(node: NodePlan, frame: Frame): Code {
  const run = runOf(node, frame);
  return node.standing ? givenBy(node, node.standing, { run, output: [...run, ".output"] }, frame) : run;
}

/** Says what is known of a node from here on. */
function keep(node: NodePlan, frame: Frame): void {
  if (node.standing && isMade(node)) know(node, node.standing, [frame.file.locals.ofNode(node.name)], frame);
  else if (endsGraph(node))
    frame.outputs.set(node.name, { code: [...runOf(node, frame), ".output"], type: outputType(node.task) });
}
