import type { Deadlock } from "../engine/index.js";
import { describeError } from "./describe-error.js";
import { formatDuration } from "./duration.js";
import type { Paint } from "./paint.js";
import { nameOf } from "./event-line.js";
import { isFinal, withDescendants, type RunView } from "./run-view.js";
import { glyphOf, isFailure, wordOf } from "./tree-lines.js";

/** How many failures are told in full. */
const TOLD = 5;

/** Why a run failed: each run that failed by itself, with its error and where it came from. */
export function failureLines(tree: RunView, paint: Paint, root: string): string[] {
  const failed = withDescendants(tree).filter((run) => isFailure(run.status) && !isFromBelow(run));
  const blocks = failed.slice(0, TOLD).flatMap((run) => ["", ...failure(run, paint, root)]);
  return failed.length > TOLD ? [...blocks, "", `${failed.length - TOLD} more failed.`] : blocks;
}

/** Whether a run failed only because it waited for one that did. */
const isFromBelow = ({ error, children, attachedTo }: RunView): boolean =>
  error?.type === "BUILT_IN_ERROR" &&
  error.name === "SubtaskUnwrapError" &&
  [...children, ...attachedTo].some(({ status }) => isFailure(status));

function failure(run: RunView, paint: Paint, root: string): string[] {
  const attempt = run.attempt > 1 ? ` in attempt ${run.attempt}` : "";
  const head = `${glyphOf(run.status, { paint, busy: "" })} ${nameOf(run)} ${wordOf(run, 0)}${attempt} ${paint.dim(run.id)}`;
  if (run.error === undefined) return [head];
  const { title, details } = describeError(run.error, root);
  return [
    head,
    ...title.split("\n").map((line) => `  ${paint.red(line)}`),
    ...details.map((line) => paint.dim(`    ${line}`)),
  ];
}

/** How it ended, in a line. */
export function summaryLine(tree: RunView, paint: Paint, virtualTime: boolean): string {
  const runs = withDescendants(tree);
  const count = runs.length === 1 ? "1 run" : `${runs.length} runs`;
  const retried = runs.filter(({ attempt }) => attempt > 1).length;
  const took =
    tree.startedAt === undefined || tree.endedAt === undefined ? "" : formatDuration(tree.endedAt - tree.startedAt);
  const facts = [count, retried > 0 ? `${retried} retried` : "", virtualTime ? "in virtual time" : ""].filter(Boolean);
  const ended = [wordOf(tree, 0), took && `in ${took}`].filter(Boolean).join(" ");
  return `${glyphOf(tree.status, { paint, busy: "" })} ${tree.taskId} ${ended} ${paint.dim(`(${facts.join(", ")})`)}`;
}

/** Who holds the slots, and who waits for them. */
export function deadlockLines({ limit, holding, waiting }: Deadlock, paint: Paint): string[] {
  const what = limit.queue === undefined ? `${limit.slots} slots` : `${limit.slots} slots of the queue ${limit.queue}`;
  return [
    paint.red(`Deadlock: all ${what} are held by runs that wait for runs in the queue.`),
    ...counted(holding.map(({ taskId }) => `  ${taskId} holds a slot and waits`)),
    ...counted(waiting.map(({ taskId }) => `  ${taskId} waits for a slot`)),
    "Where waiting runs keep their slots (trigger dev, self-hosted servers), give more slots, or nest and fan out less.",
  ];
}

/** Where a `POST` lets a run go on. */
export const tokenLines = (urls: readonly string[], paint: Paint): string[] => [
  paint.yellow("Nothing goes on until a token is completed:"),
  ...urls.map((url) => `  curl --json '{}' ${url}`),
];

/** That nobody completes a token, in a time that nothing else lets pass. */
export const strandedLines = (open: readonly string[], paint: Paint): string[] => [
  paint.red("Nothing can go on: nobody completes a token, and it has no timeout."),
  ...open,
  "Give wait.createToken() a timeout, or leave out --virtual-time and complete it.",
];

/** What is running or waiting now, innermost runs only: the others wait for these. */
export function openLines(tree: RunView): string[] {
  const open = withDescendants(tree).filter((run) => !isFinal(run));
  const innermost = open.filter((run) => run.children.every(isFinal));
  return counted(innermost.map((run) => `  ${run.taskId} ${wordOf(run, run.startedAt ?? 0)}`));
}

/** Equal lines become one, with their number. */
function counted(lines: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return [...counts].map(([line, count]) => (count === 1 ? line : `${line} × ${count}`));
}
