import { type ChildProcess, spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
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
  /** The last of what it printed, for a message. */
  readonly tail: () => string;
  /** Ends it and every process it made, and settles when they are gone. */
  readonly stop: () => Promise<void>;
}

const TAIL_LINES = 30;
/** Links into a dashboard that is not there. */
const DASHBOARD_LINK = /Ask Trigger about this error/;
/** It exits at once on SIGINT; what takes longer is stuck. */
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
  const lines: string[] = [];
  const read = (chunk: Buffer): void => {
    const text = stripVTControlCharacters(chunk.toString());
    lines.push(...text.split("\n").filter((line) => !/^[│\s-]*$/.test(line) && !DASHBOARD_LINK.test(line)));
    lines.splice(0, lines.length - TAIL_LINES);
    options.onOutput(text);
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const ended = new Promise<string>((settle) => {
    child.once("error", (error) => settle(error.message));
    child.once("close", (code, signal) => settle(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  return { ended, tail: () => lines.join("\n"), stop: () => stop(child, ended) };
}

async function stop(child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN);
  const left = new Promise<void>((settle) => child.once("exit", () => settle()));
  if (child.exitCode === null && child.signalCode === null) await left;
  clearTimeout(timer);
  killGroup(child);
  await ended;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || process.platform === "win32") return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // Nobody of the group is left.
  }
}
