import type { Fault } from "../options.js";
import type { Run } from "../platform/run.js";
import type { AttemptResult, TaskFunction } from "./attempt.js";

type ErrorOf = Extract<AttemptResult, { ok: false }>["error"];

/** The faults that strike an attempt: at its start, or when it begins its n-th wait. */
export function faultsFor(faults: readonly Fault[], run: Run, attempt: number, atWait?: number): readonly Fault[] {
  return faults.filter(
    (fault) =>
      fault.taskId === run.task.id &&
      (fault.attempt ?? attempt) === attempt &&
      (fault.index ?? run.index) === run.index &&
      fault.atWait === atWait,
  );
}

/** A body that throws, so that hooks and retries are those of any failure. */
export function throwing({
  message = "Injected failure",
  name = "Error",
}: Extract<Fault, { kind: "throw" }>): TaskFunction {
  return () => {
    const error = new Error(message);
    error.name = name;
    throw error;
  };
}

/** What the platform is told when a process ends so. */
export function deathOf(fault: Exclude<Fault, { kind: "throw" | "cancel" }>): ErrorOf {
  if (fault.kind === "time-out") {
    const message = "Run exceeded maximum compute time (maxDuration): injected";
    return { type: "INTERNAL_ERROR", code: "MAX_DURATION_EXCEEDED", message };
  }
  return exitError(fault.outOfMemory ? 137 : (fault.exitCode ?? 1));
}

/** As `internalErrorFromUnexpectedExit` of the SDK has it. */
export function exitError(exitCode: number): ErrorOf {
  return {
    type: "INTERNAL_ERROR",
    code: exitCode === 137 ? "TASK_PROCESS_OOM_KILLED" : "TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE",
    message: `Process exited with code ${exitCode} after signal null.`,
  };
}
