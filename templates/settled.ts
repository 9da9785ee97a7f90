import { SubtaskUnwrapError, type TaskRunResult } from "@trigger.dev/sdk";

/** What became of a node that may have nothing to give. */
export type Settled<T> =
  | { status: "completed"; output: T }
  | { status: "failed"; error: { taskId: string; runId: string; message: string } }
  | Skipped;

/** A node that did not run: its condition did not hold, or what it needs is missing. */
export type Skipped = { status: "skipped"; by: "condition" | "failure"; because: string };

/** What became of a run: its failure is told, not thrown. */
export function settled<T>(run: TaskRunResult<string, T>): Settled<T> {
  if (run.ok) return { status: "completed", output: run.output };
  const { taskId, runId, message } = new SubtaskUnwrapError(run.taskIdentifier, run.id, run.error);
  return { status: "failed", error: { taskId, runId, message } };
}

export const completed = <T>(output: T): Settled<T> => ({ status: "completed", output });

/** The output of a run or, where it has failed, what stands in for it. */
export const outputOr = <T, V>(run: TaskRunResult<string, T>, fallback: (error: SubtaskUnwrapError) => V): T | V =>
  run.ok ? run.output : fallback(new SubtaskUnwrapError(run.taskIdentifier, run.id, run.error));

export const skippedByCondition = (name: string): Skipped => ({
  status: "skipped",
  by: "condition",
  because: `the condition of ${name} did not hold`,
});

/** Skips a node that cannot do without those of `needs` that are missing. */
export function skippedWithout(needs: Record<string, Settled<unknown>>): Skipped {
  const missing = Object.entries(needs).filter(([, one]) => isMissing(one));
  const because = missing.map(([of, { status }]) => `${of} ${status === "failed" ? "failed" : "was skipped"}`);
  return { status: "skipped", by: "failure", because: because.join(", ") };
}

/** Whether a node has nothing to give to those that need it. One that its own condition skipped gives `undefined`. */
export const isMissing = (node: Settled<unknown>): boolean =>
  node.status === "failed" || (node.status === "skipped" && node.by === "failure");

export const outputOrUndefined = <T>(node: Settled<T>): T | undefined =>
  node.status === "completed" ? node.output : undefined;
