import { type Code, type Fragment, joinCode, type Local, local } from "../ir/code.js";
import type { NodePlan, ParentPlan, ProgressPlan, RegionPlan } from "../ir/plan.js";
import { printKey, printString } from "../lift/literal.js";
import type { Body } from "./body.js";
import type { HoleValues } from "./fill.js";
import { headerOf } from "./header.js";
import type { OptionHole } from "./options.js";
import type { FileContent } from "./print-file.js";
import { templateLocal } from "./template.js";
import { fillTemplate } from "./templates.js";

/** Declares what says how far a graph is. */
export function declareProgress({ progress, id }: ParentPlan, declarations: Body["declarations"]): Local | undefined {
  if (!progress) return undefined;
  const name = local("progress");
  declarations.push([fillTemplate("progress-of", { $progress: [name], $id: id }), "\n"]);
  return name;
}

/** What the run of a node is told: which node it is. */
export const toldNode = ({ isTold, name }: NodePlan, progress: Local | undefined): OptionHole[] =>
  isTold && progress ? [{ $option: ["metadata: ", progress, `.node(${printString(name)})`] }] : [];

/** What a region is told: where its graph stands in others. */
export const toldRegion = ({ isTold }: RegionPlan, progress: Local | undefined): OptionHole[] =>
  isTold && progress ? [{ $option: ["metadata: ", progress, ".region()"] }] : [];

/** A run that is followed: whether it failed is said before anything is made of that. */
export const followedRun = (
  { comment, progress, node, run }: { comment: string; progress: Local; node: string; run: Local },
  trigger: HoleValues,
): Fragment =>
  fillTemplate("run-followed", {
    $comment: comment,
    $progress: [progress],
    $node: node,
    $run: [run],
    $attempt: [fillTemplate("run-attempt", trigger)],
  });

/** What a wave says: which nodes begin, and that they have ended. Its regions say that of their own nodes. */
export function waveProgress(nodes: readonly NodePlan[], progress: Local | undefined): HoleValues {
  if (!progress || nodes.length === 0) return { starts: [], ends: [] };
  const names = nodes.map(({ name }) => ({ $node: name }));
  return { starts: [{ $progress: [progress], names }], ends: [{ $progress: [progress] }] };
}

/** Prints the reader of an orchestrator's progress. */
export function emitReader({ name, id, span }: ParentPlan, progress: ProgressPlan): FileContent {
  const { file, typeName, readerName, nodes } = progress;
  const [type, read] = [local(typeName), local(readerName)];
  const filled = fillTemplate("progress-reader", {
    $doc: `How far a run of ${name} is, node by node.`,
    $Progress: [type],
    $Read: ["ReturnType<typeof ", read, ">"],
    $reads: [
      `Reads how far a run of ${name} is from the metadata of its root run, such as \`run?.metadata\` of`,
      "`useRealtimeRun`. One that ran inside others is found by where it stood: the id of the outermost and the names of the",
      "nodes on the way, joined by `/`.",
    ].join("\n"),
    $read: [read],
    $id: id,
    nodes: nodes.map((node) => ({ $option: readNode(node) })),
    counts: nodes.some(({ steps }) => steps.length > 0) ? [{}] : [],
  });
  return { path: file, header: headerOf(span.file), exports: [type, read], code: [filled], span };
}

function readNode({ name, steps }: ProgressPlan["nodes"][number]): Code {
  const node = printString(name);
  const state: Code = [`${printKey(name)}: { state: `, templateLocal("stateOf"), `(${node})`];
  if (steps.length === 0) return [...state, " }"];
  const items = steps.map((step): Code => [
    `${printKey(step)}: `,
    templateLocal("itemsOf"),
    `(${node}, ${printString(step)})`,
  ]);
  return [...state, ", items: { ", ...joinCode(items, ", "), " } }"];
}
