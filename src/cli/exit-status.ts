import { CommanderError } from "commander";
import { EngineError } from "../engine/errors.js";
import { Refusal } from "../tasks/refusal.js";

export const EXIT_OK = 0;
/** Diagnostics, output that is out of date, or a run that failed. */
export const EXIT_FOUND = 1;
/** Wrong usage, a disk that refuses, or a fault of flowgen itself. */
export const EXIT_FAULT = 2;

/** Help and `--version` end with an error in commander that is none. */
export function exitStatusOf(error: unknown): number {
  if (error instanceof Refusal) return error.about === "usage" ? EXIT_FAULT : EXIT_FOUND;
  if (error instanceof EngineError) return EXIT_FOUND;
  return error instanceof CommanderError && error.exitCode === 0 ? EXIT_OK : EXIT_FAULT;
}

/** What to say of an error that nobody caught. Commander has spoken for itself. */
export function explain(error: unknown): string {
  if (error instanceof CommanderError) return "";
  if (error instanceof Refusal || error instanceof EngineError) return `${error.message}\n`;
  if (!(error instanceof Error)) return `flowgen: ${String(error)}\n`;
  const refusal = "code" in error && /^(EACCES|EPERM|EROFS|ENOSPC|EISDIR|ENOTDIR|EMFILE)$/.test(String(error.code));
  if (refusal)
    return `flowgen: ${error.message}\nThe output is as it was. Check the permissions and the space of that folder.\n`;
  return `flowgen: this is a fault of flowgen, not of your definitions. Please report it with this:\n${error.stack ?? error.message}\n`;
}
