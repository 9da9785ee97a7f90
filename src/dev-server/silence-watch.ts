import type { TaskRunFailedExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { Platform } from "../engine/platform/platform.js";
import type { DequeueExecutor } from "./dequeue-executor.js";

/** In milliseconds. Workers give a sign of life this often; a real one every 30 s. */
export const HEARTBEAT_EVERY = 5_000;
/** An endless loop gives none. The platform, too, gives a run up that is silent for about a minute. */
const SILENT_AFTER = 60_000;
const LOOK_EVERY = 5_000;

/** Fails attempts that give no sign of life, as the platform does. Returns what ends the watch. */
export function watchForSilence(executor: DequeueExecutor, platform: Platform): () => void {
  const timer = setInterval(() => {
    for (const { runId, attempt } of executor.silentFor(SILENT_AFTER)) {
      // The snapshot says FINISHED, at which the command line kills the worker.
      executor.finish(runId, attempt);
      void platform.completeAttempt(runId, attempt, stalled(runId));
    }
  }, LOOK_EVERY);
  timer.unref();
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
