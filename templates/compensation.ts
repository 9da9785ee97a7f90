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
  type TaskRunResult,
  tasks,
} from "@trigger.dev/sdk";

/** What undoes a step: a task and its payload or, where a track ran, what its run has left with the task `keeper`. */
export type Compensation =
  { step: string; task: string; payload: unknown } | { step: string; keeper: string; run: string };

/** A compensation by a task, its payload tied to it. */
export type CompensationBy<T extends AnyTask> = { step: string; task: TaskIdentifier<T>; payload: TaskPayload<T> };

/** What there is to undo, and why it has to be undone, if it has. */
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
  ctx: Context,
  keeper: string,
  steps: (undo: Compensation[]) => Promise<T>,
): Promise<T> {
  for (let earlier = 1; earlier < ctx.attempt.number; earlier++) {
    const kept = await keep(keeper, { undo: [] }, `attempt ${earlier}`);
    if (!kept.failure) continue;
    await compensate(kept.undo);
    throw errorOf(kept.failure);
  }
  const undo: Compensation[] = [];
  try {
    const output = await steps(undo);
    // Whoever ran this run may fail later, and asks by its id.
    if (undo.length > 0 && ctx.run.parentTaskRunId !== undefined) {
      await tasks.trigger(keeper, { undo }, { idempotencyKey: await keyOf(ctx.run.id) });
    }
    return output;
  } catch (error) {
    const isLast = isLastAttempt(ctx);
    if (undo.length === 0 || !(isLast || isFinal(error))) throw error;
    // What cannot be kept is undone all the same.
    const kept = isLast
      ? undefined
      : await keep(keeper, { failure: failureOf(error), undo }, `attempt ${ctx.attempt.number}`).catch(() => undefined);
    await compensate(kept?.undo ?? undo);
    throw error;
  }
}

/** A run of a track that has compensations of its own: if it has completed, they are added to what there is to undo. */
export function noted<T>(
  undo: Compensation[],
  by: { step: string; keeper: string },
  run: TaskRunResult<string, T>,
): TaskRunResult<string, T> {
  if (run.ok) undo.push({ ...by, run: run.id });
  return run;
}

/** The output of such a run. */
export function undoable<T>(
  undo: Compensation[],
  by: { step: string; keeper: string },
  run: TaskRunResult<string, T>,
): T {
  if (!run.ok) throw new SubtaskUnwrapError(run.taskIdentifier, run.id, run.error);
  noted(undo, by, run);
  return run.output;
}

/** Runs compensations, the last first. One that fails is reported, and does not stop the others. */
async function compensate(undo: Compensation[], within = ""): Promise<void> {
  for (const one of [...undo].reverse()) {
    const step = `${within}${one.step}`;
    try {
      if ("keeper" in one) {
        const kept = await keep(one.keeper, { undo: [] }, await keyOf(one.run));
        await compensate(kept.undo, `${step}: `);
      } else {
        const idempotencyKey = await idempotencyKeys.create(`${step}: compensate`);
        await tasks.triggerAndWait<AnyTask>(one.task, one.payload, { idempotencyKey }).unwrap();
      }
    } catch (error) {
      logger.error(`${step} could not be compensated`, { ...one, message: messageOf(error) });
      metadata.append("failedCompensations", { step, message: messageOf(error) });
    }
  }
}

/** Keeps what there is to undo. Where something is kept under the key already, that is what is given. */
const keep = (keeper: string, undoing: Undoing, idempotencyKey: string): Promise<Undoing> =>
  tasks.triggerAndWait<Task<string, Undoing, Undoing>>(keeper, undoing, { idempotencyKey }).unwrap();

/** The key of what a run that has completed had kept, for whoever ran it. */
const keyOf = (run: string) => idempotencyKeys.create(run, { scope: "global" });

/** Whether the platform will not try again, whatever the error is. */
export const isLastAttempt = (ctx: Context): boolean => ctx.attempt.number >= (ctx.run.maxAttempts ?? 1);

/** Whether a retry is of no use: a child has used its own, and no request is taken for being made again. */
export function isFinal(error: unknown): boolean {
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

/** What an error says. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
