import { idempotencyKeys, SubtaskUnwrapError, type TaskRunResult } from "@trigger.dev/sdk";

/** What a region of a graph gives: the outputs that others read, or the track that failed in it. */
export type Outcome<T> =
  { ok: true; outputs: T } | { ok: false; failed: { taskId: string; runId: string; message: string } };

/**
 * Runs a region. A track that fails in it is a result, not an error: a run that fails gives up its key, and the region
 * would run again for whoever asks next.
 */
export async function outcome<T>(region: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, outputs: await region() };
  } catch (error) {
    if (!(error instanceof SubtaskUnwrapError)) throw error;
    const { taskId, runId, cause } = error;
    return { ok: false, failed: { taskId, runId, message: cause instanceof Error ? cause.message : String(cause) } };
  }
}

/** The outputs of a region. Throws for a track that failed in it as if the track had been awaited here. */
export function outputsOf<T>(run: TaskRunResult<string, Outcome<T>>): T {
  if (!run.ok) throw new SubtaskUnwrapError(run.taskIdentifier, run.id, run.error);
  if (run.output.ok) return run.output.outputs;
  const { taskId, runId, message } = run.output.failed;
  throw new SubtaskUnwrapError(taskId, runId, new Error(message));
}

/** All who need a region wait for one run of it: the first to ask creates it. */
export const regionKey = (flow: { run: string }, name: string) =>
  idempotencyKeys.create([flow.run, name], { scope: "global" });
