import type { RunStatus } from "../engine/records.js";
import { formatDuration } from "./duration.js";
import type { Paint } from "./paint.js";
import { isFinal, type RunView } from "./run-view.js";

export interface TreeStyle {
  readonly paint: Paint;
  /** The glyph of a run that executes: another one in each frame. */
  readonly busy: string;
  /** The engine's time, for runs that go on. Without it, no times are shown. */
  readonly now: number | undefined;
}

/** Siblings of one task beyond this many share a line. */
const MANY = 3;
/** How many of those that failed are shown nevertheless. */
const SHOWN_FAILURES = 3;

/** The tree of runs, a line each; many siblings of one task share a line, and those that failed stand below it. */
export function treeLines(root: RunView, style: TreeStyle): string[] {
  return [lineOf(root, style), ...branches(root, style)];
}

function branches(run: RunView, style: TreeStyle): string[] {
  const { dim } = style.paint;
  const blocks = [
    ...siblings(run.children).flatMap((group) => blocksOf(group, style)),
    ...run.attachedTo.map((other) => [dim(`↗ ${other.taskId}, shared with another run`)]),
  ];
  return blocks.flatMap(([head = "", ...rest], index) => {
    const last = index === blocks.length - 1;
    return [dim(last ? "└─ " : "├─ ") + head, ...rest.map((line) => dim(last ? "   " : "│  ") + line)];
  });
}

/** Neighbours of one task. */
function siblings(runs: readonly RunView[]): RunView[][] {
  const groups: RunView[][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    if (group?.[0]?.taskId === run.taskId) group.push(run);
    else groups.push([run]);
  }
  return groups;
}

function blocksOf(group: readonly RunView[], style: TreeStyle): string[][] {
  if (group.length <= MANY) return group.map((run) => treeLines(run, style));
  const failed = group.filter((run) => isFailure(run.status)).slice(0, SHOWN_FAILURES);
  return [[manyLine(group, style), ...failed.flatMap((run) => treeLines(run, style)).map((line) => `   ${line}`)]];
}

export const isFailure = (status: RunStatus): boolean =>
  ["FAILED", "CRASHED", "SYSTEM_FAILURE", "EXPIRED", "TIMED_OUT"].includes(status);

function lineOf(run: RunView, style: TreeStyle): string {
  const { dim } = style.paint;
  // The glyph says as much.
  const isPlain = run.retryAt === undefined && ["COMPLETED", "EXECUTING", "WAITING"].includes(run.status);
  const remarks = [
    isPlain ? "" : wordOf(run, style.now),
    run.attempt > 1 ? (isFinal(run) ? `${run.attempt} attempts` : `attempt ${run.attempt}`) : "",
    span([run], style.now),
  ];
  return [glyphOf(run.status, style), run.taskId, dim(remarks.filter(Boolean).join(", "))].join(" ").trimEnd();
}

function manyLine(group: readonly RunView[], style: TreeStyle): string {
  const { dim } = style.paint;
  const counts = new Map<string, number>();
  for (const { status } of group) counts.set(WORDS[status], (counts.get(WORDS[status]) ?? 0) + 1);
  const counted = [...counts].map(([word, count]) => `${count} ${word}`);
  const retried = group.filter(({ attempt }) => attempt > 1).length;
  const remarks = [
    ...(counts.size === 1 && counts.has("completed") ? [] : counted),
    retried > 0 ? `${retried} retried` : "",
    span(group, style.now),
  ];
  const name = `${group[0]?.taskId} × ${group.length}`;
  return [glyphOf(worst(group), style), name, dim(remarks.filter(Boolean).join(", "))].join(" ").trimEnd();
}

/** The status that a line for many shows: a failure above all, then what still goes on. */
function worst(group: readonly RunView[]): RunStatus {
  const statuses = group.map(({ status }) => status);
  const open = statuses.filter((status) => !isFinal({ status }));
  return (
    statuses.find(isFailure) ??
    open.find((status) => status === "EXECUTING") ??
    open[0] ??
    statuses.find((status) => status === "CANCELED") ??
    "COMPLETED"
  );
}

/** From the first start to the last end, or until now. */
function span(group: readonly RunView[], now: number | undefined): string {
  if (now === undefined) return "";
  const starts = group.flatMap(({ startedAt }) => startedAt ?? []);
  if (starts.length === 0) return "";
  const ends = group.map((run) => run.endedAt ?? now);
  return formatDuration(Math.max(...ends) - Math.min(...starts));
}

/** What a status is called where people read it. */
const WORDS: Readonly<Record<RunStatus, string>> = {
  DELAYED: "delayed",
  QUEUED: "queued",
  EXECUTING: "running",
  WAITING: "waiting",
  COMPLETED: "completed",
  FAILED: "failed",
  CANCELED: "cancelled",
  CRASHED: "crashed",
  SYSTEM_FAILURE: "system failure",
  EXPIRED: "expired",
  TIMED_OUT: "timed out",
};

export function wordOf(run: RunView, now: number | undefined): string {
  if (run.retryAt === undefined || isFinal(run)) return WORDS[run.status];
  if (now === undefined) return "retry";
  return run.retryAt > now ? `retry in ${formatDuration(run.retryAt - now)}` : "retry";
}

export function glyphOf(status: RunStatus, { paint, busy }: Pick<TreeStyle, "paint" | "busy">): string {
  if (isFailure(status)) return paint.red("✖");
  if (status === "COMPLETED") return paint.green("✔");
  if (status === "CANCELED") return paint.yellow("⊘");
  return status === "EXECUTING" ? paint.cyan(busy) : paint.dim(status === "WAITING" ? "◌" : "○");
}
