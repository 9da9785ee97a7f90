import { FINAL_STATUSES, type RunError, type RunStatus } from "../engine/records.js";

/** A run as it is shown, while it goes on and afterwards. Times are milliseconds of the engine's clock. */
export interface RunView {
  readonly id: string;
  readonly taskId: string;
  /** 0 for the root. */
  readonly depth: number;
  /** Which run of its task this is among its siblings, from 1. */
  readonly ordinal: number;
  status: RunStatus;
  /** Of the attempt that runs or ran last; 0 before the first. */
  attempt: number;
  startedAt: number | undefined;
  endedAt: number | undefined;
  error: RunError | undefined;
  /** When the next attempt is due, between two of them. */
  retryAt: number | undefined;
  /** In the order they were made. */
  readonly children: RunView[];
  /** Runs that others had made, and that this one waits for too. */
  readonly attachedTo: RunView[];
}

export const isFinal = ({ status }: { readonly status: RunStatus }): boolean => FINAL_STATUSES.has(status);

/** A run and all below it, each after the one that made it. */
export const withDescendants = (run: RunView): RunView[] => [run, ...run.children.flatMap(withDescendants)];

/** A run of which nothing is known but that it was made. Puts it below its parent. */
export function newRun(
  { id, taskId, status }: { readonly id: string; readonly taskId: string; readonly status: RunStatus },
  parent: RunView | undefined,
): RunView {
  const run: RunView = {
    id,
    taskId,
    depth: parent === undefined ? 0 : parent.depth + 1,
    ordinal: 1 + (parent?.children.filter((sibling) => sibling.taskId === taskId).length ?? 0),
    status,
    attempt: 0,
    startedAt: undefined,
    endedAt: undefined,
    error: undefined,
    retryAt: undefined,
    children: [],
    attachedTo: [],
  };
  parent?.children.push(run);
  return run;
}
