import type { ResolvedConfig } from "../project.js";

/** The globs that find definition modules, as tinyglobby takes them. */
export interface DefinitionSearch {
  readonly patterns: readonly string[];
  readonly ignore: readonly string[];
}

export function definitionSearch(config: ResolvedConfig): DefinitionSearch {
  const isPattern = (one: string): boolean => /[*?{[!]/.test(one) || /\.[cm]?[jt]sx?$/.test(one);
  return {
    patterns: config.definitions.map((one) => (isPattern(one) ? one : `${one.replace(/\/$/, "")}/**/*.{ts,mts,tsx}`)),
    ignore: ["**/node_modules/**", "**/*.d.ts", "**/*.{test,spec}.*", `${config.output}/**`],
  };
}
