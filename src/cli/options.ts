import type { Command } from "commander";
import { existingFolder } from "./existing-folder.js";

/** The options that every command takes. */
export interface CommonOptions {
  readonly cwd?: string;
  readonly config?: string;
  readonly json?: boolean;
  readonly typecheck: boolean;
  readonly cache: boolean;
}

export const addCommonOptions = (command: Command): Command =>
  command
    .option("--cwd <folder>", "the folder of the project (default: the current one)", existingFolder)
    .option("--config <file>", "the configuration file (default: flowgen.config.ts, if there is one)")
    .option("--json", "print the result as JSON on standard output")
    .option("--no-typecheck", "do not type-check the definitions and the output: faster, and less safe")
    .option("--no-cache", "do everything anew, even if nothing has changed");
