import { escapePath, glob, isDynamicPattern } from "tinyglobby";
import { basename, dirname, posix } from "node:path";
import type { TriggerProject } from "./trigger-config.js";

const SOURCES = "{ts,tsx,mts,cts,js,jsx,mjs,cjs}";
// The CLI's own two lists, of `build/entryPoints.js`.
const TESTS = ["test", "spec"].flatMap((kind) =>
  ["ts", "mts", "cts", "js", "mjs", "cjs"].map((extension) => `**/*.${kind}.${extension}`),
);
const NEVER = ["**/node_modules/**", "**/.git/**", "**/.trigger/**", "**/.next/**"];

/** Where `trigger dev` would look for tasks, as globs from the root. */
export function entryPointSearch({ dirs, ignorePatterns }: Pick<TriggerProject, "dirs" | "ignorePatterns">): {
  readonly patterns: string[];
  readonly ignore: string[];
} {
  const patterns = dirs.map((dir) =>
    isDynamicPattern(dir) ? `${dir}/*.${SOURCES}` : `${escapePath(dir)}/**/*.${SOURCES}`,
  );
  return { patterns, ignore: [...(ignorePatterns ?? TESTS), ...NEVER] };
}

/** The files that `trigger dev` would look for tasks in, sorted; relative to the root, with `/`. */
export async function findEntryPoints(project: TriggerProject): Promise<string[]> {
  const { patterns, ignore } = entryPointSearch(project);
  return (await glob(patterns, { cwd: project.root, ignore })).sort();
}

/** `init.ts`, directly in one of the folders, is imported before any task. */
export const isInitFile = (file: string, { dirs }: TriggerProject): boolean =>
  /^init\.[cm]?[jt]s$/.test(basename(file)) && dirs.some((dir) => posix.normalize(dir) === dirname(file));
