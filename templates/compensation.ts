import {
  AbortTaskRunError,
  type AnyTask,
  ApiError,
  type Context,
  idempotencyKeys,
  logger,
  metadata,
  SubtaskUnwrapError,
  type Task,
  type TaskIdentifier,
  type TaskPayload,
  tasks,
} from "@trigger.dev/sdk";

/** A task that undoes what a step has done, and what it is run with. */
export type Compensation = { step: string; task: string; payload: unknown };

/** The same, its payload tied to its task. */
export type CompensationBy<T extends AnyTask> = { step: string; task: TaskIdentifier<T>; payload: TaskPayload<T> };

/** What has to be undone because a run failed; nothing, where none has failed. */
export type Undoing = { failure?: Failure; undo: Compensation[] };

type Failure = { message: string; child?: { taskId: string; runId: string } };

/**
 * Runs steps, which add to `undo` as they complete. If they fail for good, what was added is run, the last first, and
 * then the run fails as it would have.
 *
 * The child that failed has given up its key: an attempt after a crash would run it again, though what came before it is
 * undone. So a run of the task `keeper` is given all that has to be undone before any of it is, under a key of this
 * attempt. A later attempt asks with the same key: either it is told what is left to undo, or, where nothing was kept, it
 * has the key, and nothing can be undone on behalf of the earlier attempt any more.
 */
export async function compensating<T>(
  { attempt, run }: Context,
  keeper: string,
  steps: (undo: Compensation[]) => Promise<T>,
): Promise<T> {
  const keep = (ofAttempt: number, undoing: Undoing): Promise<Undoing> =>
    tasks
      .triggerAndWait<Task<string, Undoing, Undoing>>(keeper, undoing, { idempotencyKey: `attempt ${ofAttempt}` })
      .unwrap();
  for (let earlier = 1; earlier < attempt.number; earlier++) {
    const kept = await keep(earlier, { undo: [] });
    if (!kept.failure) continue;
    await compensate(kept.undo);
    throw errorOf(kept.failure);
  }
  const undo: Compensation[] = [];
  try {
    return await steps(undo);
  } catch (error) {
    const isLast = attempt.number >= (run.maxAttempts ?? 1);
    if (undo.length === 0 || !(isLast || isFinal(error))) throw error;
    // What cannot be kept is undone all the same.
    const kept = isLast
      ? undefined
      : await keep(attempt.number, { failure: failureOf(error), undo }).catch(() => undefined);
    await compensate(kept?.undo ?? undo);
    throw error;
  }
}

/** Runs compensations, the last first. One that fails is reported, and does not stop the others. */
async function compensate(undo: Compensation[]): Promise<void> {
  for (const { step, task, payload } of [...undo].reverse()) {
    try {
      const idempotencyKey = await idempotencyKeys.create(`${step}: compensate`);
      await tasks.triggerAndWait<AnyTask>(task, payload, { idempotencyKey }).unwrap();
    } catch (error) {
      logger.error(`${step} could not be compensated`, { task, payload, message: messageOf(error) });
      metadata.append("failedCompensations", { step, task, message: messageOf(error) });
    }
  }
}

/** Whether the platform gives up at once: a child has used its own retries, and no request changes by being repeated. */
function isFinal(error: unknown): boolean {
  if (error instanceof SubtaskUnwrapError || error instanceof AbortTaskRunError) return true;
  const status = error instanceof ApiError ? error.status : undefined;
  return status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/** What is kept of an error, so that a later attempt fails with the same. */
const failureOf = (error: unknown): Failure => {
  if (!(error instanceof SubtaskUnwrapError)) return { message: messageOf(error) };
  const { taskId, runId, cause } = error;
  return { message: messageOf(cause), child: { taskId, runId } };
};

const errorOf = ({ message, child }: Failure): Error =>
  child ? new SubtaskUnwrapError(child.taskId, child.runId, new Error(message)) : new AbortTaskRunError(message);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
