export type { BuildOptions, BuildResult } from "./build.js";
export * from "./define/index.js";
export type { Diagnostic } from "./diagnostics/diagnostic.js";

import type { BuildOptions, BuildResult } from "./build.js";

/**
 * Compiles the definitions of a project and writes the output. Where anything is wrong, nothing is written.
 * Mistakes in definitions are diagnostics in the result; only a fault of flowgen itself throws.
 */
export async function build(options?: BuildOptions): Promise<BuildResult> {
  // Definition modules import this file in the editor: the compiler is loaded only by who builds.
  return (await import("./build.js")).build(options);
}

/**
 * Compares the output on the disk with what the definitions say. Drift is reported as `stale-output`; nothing is
 * written.
 */
export async function check(options?: Omit<BuildOptions, "dryRun">): Promise<BuildResult> {
  return (await import("./build.js")).check(options);
}
