import { existsSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CliFailure } from "./cli-failure.js";

/** The folder `.trigger`, where `trigger dev` keeps its builds and a few files of its session. */
export interface TriggerFolder {
  /** Ends the watchdog, which outlives the command line, and removes what the session left. */
  readonly tidy: () => void;
}

/**
 * Looks at the folder before a session. `trigger dev` ends whichever other session it finds in the same project, which
 * may be somebody's terminal: that is refused here.
 */
export function watchTriggerFolder(projectDir: string): TriggerFolder {
  const folder = join(projectDir, ".trigger");
  const existed = existsSync(folder);
  const other = pidIn(join(folder, "dev.lock"), /^(\d+)$/);
  if (other !== undefined && isAlive(other)) {
    throw new CliFailure(
      `\`trigger dev\` is running in ${projectDir} (process ${other}), and a second one would end it.\n` +
        `Stop it first, or leave out --cli.`,
    );
  }
  return {
    tidy() {
      endWatchdog(join(folder, "watchdog.pid"));
      for (const name of ["tmp", "dev.lock", "active-runs.json", "watchdog.pid"]) {
        rmSync(join(folder, name), { recursive: true, force: true });
      }
      if (!existed) removeIfEmpty(folder);
    },
  };
}

/**
 * The watchdog has a process group of its own, and looks once a second whether its parent lives. What it would do then
 * is done here, so there is nothing to let it finish.
 */
function endWatchdog(pidFile: string): void {
  const pid = pidIn(pidFile, /^trigger-watchdog:(\d+)$/);
  if (pid !== undefined && isAlive(pid)) process.kill(pid, "SIGKILL");
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Gone already, or the project's skills are in it: those are the user's to keep.
  }
}

function pidIn(file: string, pattern: RegExp): number | undefined {
  if (!existsSync(file)) return undefined;
  const found = pattern.exec(readFileSync(file, "utf8").trim());
  return found?.[1] === undefined ? undefined : Number(found[1]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
