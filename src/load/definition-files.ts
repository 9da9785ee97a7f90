import type { ResolvedConfig } from "../project.js";

/** The globs that find files, as tinyglobby takes them. */
export interface FileSearch {
  readonly patterns: readonly string[];
  readonly ignore: readonly string[];
}

/** How definition modules are found. */
export function definitionSearch(config: ResolvedConfig): FileSearch {
  const isPattern = (one: string): boolean => /[*?{[!]/.test(one) || /\.[cm]?[jt]sx?$/.test(one);
  return {
    patterns: config.definitions.map((one) => (isPattern(one) ? one : `${one.replace(/\/$/, "")}/**/*.{ts,mts,tsx}`)),
    ignore: ["**/node_modules/**", "**/*.d.ts", "**/*.{test,spec}.*", `${config.output}/**`],
  };
}
