import type { EngineEvent, LogRecord } from "../engine/index.js";
import type { Board } from "./board.js";
import { describeError } from "./describe-error.js";
import { formatDuration } from "./duration.js";
import type { Paint } from "./paint.js";
import type { RunView } from "./run-view.js";
import { glyphOf, wordOf } from "./tree-lines.js";

export interface LineStyle {
  readonly paint: Paint;
  readonly root: string;
  readonly logs: boolean;
}

/** An event as a line of a log, or none where it says nothing to a reader. The board knows of the event already. */
export function eventLine(event: EngineEvent, board: Board, style: LineStyle): string | undefined {
  if (event.kind === "warning") return style.paint.yellow(`warning ${event.message}`);
  if (!("runId" in event)) return undefined;
  const run = board.run(event.runId);
  const said = run && sentence(event, run, style);
  if (!run || said === undefined) return undefined;
  const began = board.roots[0]?.startedAt ?? event.at;
  const clock = `+${formatDuration(event.at - began)}`.padStart(8);
  return `${style.paint.dim(clock)} ${"  ".repeat(run.depth)}${said}`;
}

function sentence(event: EngineEvent, run: RunView, { paint, root, logs }: LineStyle): string | undefined {
  const name = nameOf(run);
  switch (event.kind) {
    case "attempt-started":
      return event.attempt === 1 ? `${name} started` : `${name} started again, attempt ${event.attempt}`;
    case "attempt-ended": {
      if (event.error === undefined || event.retryAt === undefined) return undefined;
      const { title } = describeError(event.error, root);
      return paint.yellow(`${name} failed: ${title}; retry in ${formatDuration(event.retryAt - event.at)}`);
    }
    case "wait-started":
      return event.wait.kind === "duration" || event.wait.kind === "token"
        ? `${name} waits${event.wait.kind === "token" ? ` for token ${event.wait.on.join(", ")}` : ""}`
        : undefined;
    case "run-ended": {
      const took = run.startedAt === undefined ? "" : ` in ${formatDuration(event.at - run.startedAt)}`;
      const why = event.error === undefined ? "" : `: ${describeError(event.error, root).title}`;
      return `${glyphOf(event.status, { paint, busy: "" })} ${name} ${wordOf(run, event.at)}${took}${why}`;
    }
    case "log":
      return logs ? `${name} ${logText(event.log, paint)}` : undefined;
    default:
      return undefined;
  }
}

/** A run's task, with its number among its siblings of the same task from the second on. */
export const nameOf = (run: RunView): string => (run.ordinal === 1 ? run.taskId : `${run.taskId} #${run.ordinal}`);

export function logText({ level, message, properties }: LogRecord, paint: Paint): string {
  const data = properties === undefined || Object.keys(properties).length === 0 ? "" : ` ${JSON.stringify(properties)}`;
  const text = `${message}${paint.dim(data)}`;
  if (level === "error") return paint.red(`│ ${text}`);
  return level === "warn" ? paint.yellow(`│ ${text}`) : `${paint.dim("│")} ${text}`;
}
