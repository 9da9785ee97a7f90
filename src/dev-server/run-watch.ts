import type { TaskRunFailedExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { Platform } from "../engine/platform/platform.js";
import type { DequeueExecutor } from "./dequeue-executor.js";

/** In milliseconds. Workers give a sign of life this often; by default every 30 s. */
export const HEARTBEAT_EVERY = 5_000;
/** An endless loop gives none. The platform, too, gives a run up that is silent for about a minute. */
const SILENT_AFTER = 60_000;
const LOOK_EVERY = 1_000;

/**
 * Looks for what nobody reports: attempts that give no sign of life, which then fail as on the platform, and runs that
 * wait for each other's slots. Returns what ends the watch.
 */
export function watchRuns(executor: DequeueExecutor, platform: Platform): () => void {
  let isDeadlocked = false;
  const timer = setInterval(() => {
    isDeadlocked ||= platform.reportDeadlock();
    for (const { runId, attempt } of executor.silentFor(SILENT_AFTER)) {
      // Its last snapshot tells the command line to kill the worker.
      executor.finish(runId, attempt);
      void platform.completeAttempt(runId, attempt, stalled(runId));
    }
  }, LOOK_EVERY);
  return () => clearInterval(timer);
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
