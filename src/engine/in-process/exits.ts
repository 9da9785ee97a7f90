import { scopes, type Scope } from "./scope.js";
import { exitError } from "./faults.js";
import type { Attempt } from "./attempt.js";
import type { InProcessExecutor } from "./in-process-executor.js";

/** Thrown where a task ends its process, so that nothing after it runs. */
class ProcessExit extends Error {
  override readonly name = "ProcessExit";
}

/**
 * What would end the process of a run ends its attempt: `process.exit`, an error that nobody catches, a rejection that
 * nobody handles. On the platform each has a process of its own. `onStray` is told of errors in what an attempt left
 * behind when it ended: they are nobody's failure.
 */
export function installExits(executor: InProcessExecutor, onStray: (scope: Scope, message: string) => void): void {
  const realExit = process.exit.bind(process);
  process.exit = ((code?: number) => {
    const scope = scopes.getStore();
    if (!scope) return realExit(code);
    const exitCode = Number(code ?? process.exitCode ?? 0);
    attemptOf(scope, executor)?.kill(exitError(exitCode));
    throw new ProcessExit(`process.exit(${exitCode})`);
  }) as typeof process.exit;
  const uncaught = (error: unknown): void => {
    if (error instanceof ProcessExit) return;
    const scope = scopes.getStore();
    const attempt = scope ? attemptOf(scope, executor) : onlyOne(executor);
    const message = error instanceof Error ? error.message : String(error);
    const stackTrace = error instanceof Error ? error.stack : undefined;
    if (!attempt && scope) return onStray(scope, message);
    if (!attempt) throw error;
    attempt.kill({ type: "INTERNAL_ERROR", code: "TASK_RUN_UNCAUGHT_EXCEPTION", message, stackTrace });
  };
  process.on("uncaughtException", uncaught);
  process.on("unhandledRejection", uncaught);
}

/** The attempt of a scope, unless it has ended. */
function attemptOf(scope: Scope, { live }: InProcessExecutor): Attempt | undefined {
  const attempt = live.get(scope.runId);
  return attempt === scope ? attempt : undefined;
}

/** The attempt whose code it must have been: Node does not tell of errors in microtasks where they come from. */
function onlyOne(executor: InProcessExecutor): Attempt | undefined {
  const [first, ...others] = [...executor.live.values()].filter(({ isBusy }) => isBusy);
  return others.length === 0 ? first : undefined;
}
