import { type ChildProcess, spawn } from "node:child_process";
import type { CliPackage } from "./cli-package.js";
import { preloadUrl } from "./preload.js";

export interface CliProcessOptions {
  readonly cli: CliPackage;
  readonly projectDir: string;
  /** The configuration file, if it is not the one that the command line finds itself. */
  readonly configFile?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called with each piece of what it prints. */
  readonly onOutput: (text: string) => void;
}

/** `trigger dev`, running. */
export interface CliProcess {
  /** Settles when it has ended, with how: `exit code 1`, `signal SIGKILL`. */
  readonly ended: Promise<string>;
  /** Ends it, and settles when it and every process it made are gone. */
  readonly stop: () => Promise<void>;
  /** The same, at once and without asking. */
  readonly kill: () => void;
}

/** In milliseconds. It exits at once on SIGINT; what takes longer is stuck. */
const STOP_WITHIN = 5_000;

export function startCliProcess(options: CliProcessOptions): CliProcess {
  const args = ["--import", preloadUrl, options.cli.command, "dev", "--skip-update-check", "--skip-telemetry"];
  if (options.configFile !== undefined) args.push("--config", options.configFile);
  const child = spawn(process.execPath, args, {
    cwd: options.projectDir,
    env: options.env,
    // A group of its own: a worker in an endless loop does not notice that its parent is gone, and must be killed.
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdout.setEncoding("utf8").on("data", options.onOutput);
  child.stderr.setEncoding("utf8").on("data", options.onOutput);
  const ended = new Promise<string>((settle) => {
    child.once("error", (error) => settle(error.message));
    child.once("exit", (code, signal) => settle(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  let isStopped = false;
  const kill = (): void => {
    // Later, its number may be another's.
    if (!isStopped) killGroup(child);
    isStopped = true;
  };
  return {
    ended,
    async stop() {
      child.kill("SIGINT");
      const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN);
      await ended;
      clearTimeout(timer);
      kill();
    },
    kill,
  };
}

function killGroup(child: ChildProcess): void {
  child.kill("SIGKILL");
  if (child.pid === undefined || process.platform === "win32") return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nobody of the group is left.
  }
}
