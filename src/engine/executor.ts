import type { CompletedWaitpoint, TaskRunExecution } from "@trigger.dev/core/v3/schemas";

/** An attempt that is to be executed. */
export interface AttemptStart {
  readonly runId: string;
  readonly attempt: number;
  /** What the SDK's `TaskExecutor` takes, and what the CLI's worker gets from `attempts/start`. */
  readonly execution: TaskRunExecution;
}

/**
 * How runs are executed: in process, or by the workers of the real CLI. The platform calls it; it answers with
 * `platform.completeAttempt()`.
 */
export interface Executor {
  /** Whether it calls `startAttempt` by itself after `RETRY_IMMEDIATELY`, as the CLI does; else it is called again. */
  readonly retriesInPlace: boolean;
  /**
   * A run has left its queue and has a slot. The executor calls `platform.startAttempt(runId)` when it begins, which
   * gives it the `AttemptStart`; until then the run is dequeued but not executing.
   */
  readonly dequeued: (runId: string) => void;
  /** What a run waits for is complete. Also called for waitpoints complete before the run began to wait. */
  readonly resume: (runId: string, attempt: number, waitpoints: readonly CompletedWaitpoint[]) => void;
  /** The run is cancelled: the attempt that executes is to end (its `onCancel` hooks may run first). */
  readonly cancel: (runId: string, attempt: number) => void;
}
