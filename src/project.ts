import type { ts } from "ts-morph";
import type { ScheduleMode } from "./ir/flow.js";

/** The configuration with every default filled in. */
export interface ResolvedConfig {
  /** Folders, files or globs, relative to the root. */
  readonly definitions: readonly string[];
  /** The output folder, relative to the root, with `/`. */
  readonly output: string;
  /** How graphs are scheduled that do not say so themselves. */
  readonly schedule: ScheduleMode;
  /** Seconds that evaluating the definitions may take. */
  readonly timeLimit: number;
}

/** A project to compile. */
export interface Project {
  /** The absolute path of the folder that everything else is relative to. */
  readonly root: string;
  readonly config: ResolvedConfig;
  /** The absolute path of the tsconfig.json in use, if there is one. */
  readonly tsconfig: string | undefined;
  /** Absolute paths of the files that configure it, whether they exist or not. */
  readonly files: readonly string[];
  readonly compilerOptions: ts.ParsedCommandLine;
}
