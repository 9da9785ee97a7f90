import type { TaskRunError, TaskRunFailedExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { Core } from "../core.js";
import type { RunStatus } from "../records.js";
import type { Run } from "./run.js";

/** No run has more attempts than this, whatever it asks for. */
const MAX_ATTEMPTS = 250;

export type Outcome =
  | { readonly kind: "cancel"; readonly reason: string | undefined }
  | { readonly kind: "fail"; readonly error: TaskRunError }
  | {
      readonly kind: "retry";
      readonly delay: number;
      readonly viaQueue: boolean;
      readonly machine?: string | undefined;
    };

/** A retry that is due sooner keeps the process, and with it the slot. */
const KEEPS_SLOT_BELOW = 30_000;

/** What becomes of a run whose attempt failed, by the platform's own rules. */
export function outcomeOf(core: Core, run: Run, completion: TaskRunFailedExecutionResult): Outcome {
  const { error } = completion;
  const attempt = run.attempts.length;
  if (error.type === "INTERNAL_ERROR" && error.code === "TASK_RUN_CANCELLED") {
    return { kind: "cancel", reason: error.message };
  }
  const fail: Outcome = { kind: "fail", error: core.sanitizeError(error) };
  const settings = run.task.retry;

  if (core.isOOMRunError(error)) {
    const machine = settings?.outOfMemory?.machine;
    const delay = settings && core.calculateNextRetryDelay(settings, attempt);
    if (machine === undefined || machine === run.machine || !delay) return fail;
    return { kind: "retry", delay, viaQueue: true, machine };
  }

  const enhanced = core.taskRunErrorEnhancer(error);
  const limit = run.maxAttempts;
  if (!core.shouldRetryError(enhanced) || attempt > MAX_ATTEMPTS || !limit || attempt >= limit) return fail;
  if (completion.retry) {
    const { delay } = completion.retry;
    return { kind: "retry", delay, viaQueue: delay >= KEEPS_SLOT_BELOW };
  }
  // The process is gone and could not say when to retry: the platform looks it up.
  const delay = core.shouldLookupRetrySettings(enhanced) && settings && core.calculateNextRetryDelay(settings, attempt);
  return delay ? { kind: "retry", delay, viaQueue: true } : fail;
}

/** The status of a run that has failed for good. */
export function statusOf(error: TaskRunError, environment: "DEVELOPMENT" | "PRODUCTION"): RunStatus {
  if (error.type !== "INTERNAL_ERROR") return "FAILED";
  switch (error.code) {
    case "RECURSIVE_WAIT_DEADLOCK":
    case "TASK_INPUT_ERROR":
    case "TASK_OUTPUT_ERROR":
    case "TASK_MIDDLEWARE_ERROR":
    case "TASK_RUN_UNCAUGHT_EXCEPTION":
      return "FAILED";
    case "TASK_RUN_CANCELLED":
      return "CANCELED";
    case "MAX_DURATION_EXCEEDED":
      return "TIMED_OUT";
    case "TASK_RUN_STALLED_EXECUTING":
    case "TASK_RUN_STALLED_EXECUTING_WITH_WAITPOINTS":
      return environment === "DEVELOPMENT" ? "CANCELED" : "FAILED";
    case "TASK_PROCESS_OOM_KILLED":
    case "TASK_PROCESS_MAYBE_OOM_KILLED":
    case "TASK_PROCESS_SIGSEGV":
    case "DISK_SPACE_EXCEEDED":
    case "OUTDATED_SDK_VERSION":
    case "HANDLE_ERROR_ERROR":
    case "TASK_RUN_CRASHED":
    case "TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE":
      return "CRASHED";
    default:
      return "SYSTEM_FAILURE";
  }
}
