import { scopes } from "./scope.js";
import { exitError } from "./faults.js";
import type { Attempt } from "./attempt.js";
import type { InProcessExecutor } from "./in-process-executor.js";

/** Thrown where a task ends its process, so that nothing after it runs. */
class ProcessExit extends Error {
  override readonly name = "ProcessExit";
}

/**
 * What would end the process of a run ends its attempt: `process.exit`, an error that nobody catches, a rejection that
 * nobody handles. On the platform each has a process of its own.
 */
export function installExits(executor: InProcessExecutor): void {
  const realExit = process.exit.bind(process);
  const attemptHere = () => {
    const scope = scopes.getStore();
    return scope && executor.live.get(scope.runId);
  };
  process.exit = ((code?: number) => {
    const attempt = attemptHere();
    if (!attempt) return realExit(code);
    const exitCode = Number(code ?? process.exitCode ?? 0);
    attempt.kill(exitError(exitCode));
    throw new ProcessExit(`process.exit(${exitCode})`);
  }) as typeof process.exit;
  const uncaught = (error: unknown): void => {
    if (error instanceof ProcessExit) return;
    const attempt = attemptHere() ?? onlyOne(executor);
    if (!attempt) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const stackTrace = error instanceof Error ? error.stack : undefined;
    attempt.kill({ type: "INTERNAL_ERROR", code: "TASK_RUN_UNCAUGHT_EXCEPTION", message, stackTrace });
  };
  process.on("uncaughtException", uncaught);
  process.on("unhandledRejection", uncaught);
}

/** The attempt whose code it must have been: Node does not tell of errors in microtasks where they come from. */
function onlyOne(executor: InProcessExecutor): Attempt | undefined {
  const [first, ...others] = [...executor.live.values()].filter(({ isBusy }) => isBusy);
  return others.length === 0 ? first : undefined;
}
