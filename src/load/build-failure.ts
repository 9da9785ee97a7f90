import type { BuildFailure } from "esbuild";

/** Whether esbuild threw this because the sources do not compile. */
export const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error && "errors" in error && Array.isArray(error.errors);
