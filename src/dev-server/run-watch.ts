import type { TaskRunFailedExecutionResult } from "@trigger.dev/core/v3/schemas";
import { deadlockError } from "../engine/in-process/deadlock-error.js";
import type { Waiters } from "../engine/waiters.js";
import type { Platform } from "../engine/platform/platform.js";
import type { DequeueExecutor } from "./dequeue-executor.js";

/** In milliseconds. Workers give a sign of life this often; by default every 30 s. */
export const HEARTBEAT_EVERY = 5_000;
/** An endless loop gives none. The platform, too, gives a run up that is silent for about a minute. */
const SILENT_AFTER = 60_000;
const LOOK_EVERY = 1_000;

export interface RunWatchOptions {
  readonly executor: DequeueExecutor;
  readonly platform: Platform;
  /** Those who wait for runs: for a run in a deadlock, for ever. */
  readonly waiters: Waiters;
}

/**
 * Looks for what nobody reports: attempts that give no sign of life, which then fail as on the platform, and runs that
 * wait for each other's slots. Returns what ends the watch.
 */
export function watchRuns(options: RunWatchOptions): () => void {
  const told = new Set<string>();
  const timer = setInterval(() => {
    failSilent(options);
    tellDeadlock(options, told);
  }, LOOK_EVERY);
  return () => clearInterval(timer);
}

function failSilent({ executor, platform }: RunWatchOptions): void {
  for (const { runId, attempt } of executor.silentFor(SILENT_AFTER)) {
    // Its last snapshot tells the command line to kill the worker.
    executor.finish(runId, attempt);
    // Its end may have come in between.
    platform.completeAttempt(runId, attempt, stalled(runId)).catch(() => undefined);
  }
}

function tellDeadlock({ platform, waiters }: RunWatchOptions, told: Set<string>): void {
  const deadlock = platform.findDeadlock();
  const first = deadlock?.waiting[0]?.runId;
  if (!deadlock || first === undefined) return;
  // The event comes once; whoever begins to wait later is told, too.
  if (!told.has(first)) platform.kernel.emit({ kind: "deadlock", at: platform.kernel.clock.now(), deadlock });
  told.add(first);
  const runs = [...deadlock.waiting, ...deadlock.holding].map(({ runId }) => platform.run(runId));
  waiters.failDeadlocked(runs, deadlockError(deadlock));
}

const stalled = (runId: string): TaskRunFailedExecutionResult => ({
  ok: false,
  id: runId,
  error: {
    type: "INTERNAL_ERROR",
    code: "TASK_RUN_STALLED_EXECUTING",
    message: `The worker gave no sign of life for ${SILENT_AFTER / 1_000} s, as in an endless loop.`,
  },
});
