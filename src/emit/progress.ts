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

/** The holes of a run that is followed: it is said that it begins, and how it ended. */
export interface Followed {
  readonly $progress: Code;
  readonly $node: string;
  readonly [hole: string]: Code | string;
}

/** What follows the run of a node, where its graph shows its progress. */
export const followed = (node: string, progress: Local | undefined): Followed | undefined =>
  progress && { $progress: [progress], $node: node };

/** What is kept of a node that will not run, after that is said. */
export const skippedAs = (node: Followed | undefined, kept: Code): Code =>
  node ? [...node.$progress, `.skippedAs(${printString(node.$node)}, `, ...kept, ")"] : kept;

/** Runs nodes where a condition holds; where it does not, it is said that they are skipped. */
export const whenHolds = (
  condition: Code,
  body: Code,
  nodes: readonly string[],
  progress: Local | undefined,
): Fragment =>
  progress
    ? fillTemplate("when-or-skipped", { $condition: condition, $body: body, ...skippedHoles(nodes, progress) })
    : fillTemplate("when-unread", { $condition: condition, $body: body });

export const skippedHoles = (nodes: readonly string[], progress: Local) => ({
  $progress: [progress],
  names: nodes.map((name) => ({ $node: name })),
});

/** What a wave says: which nodes begin, and that they have ended. Its regions say that of their own nodes. */
export function waveProgress(
  nodes: readonly { readonly name: string; readonly run: Code }[],
  progress: Local | undefined,
): HoleValues {
  if (!progress || nodes.length === 0) return { starts: [], ends: [] };
  const $progress: Code = [progress];
  return {
    starts: [{ $progress, names: nodes.map(({ name }) => ({ $node: name })) }],
    ends: [{ $progress, followed: nodes.map(({ name, run }) => ({ $node: name, $run: run })) }],
  };
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
