import { escapePath, glob, isDynamicPattern } from "tinyglobby";
import { basename, dirname, posix } from "node:path";
import type { TriggerProject } from "./trigger-config.js";

const SOURCES = "{ts,tsx,mts,cts,js,jsx,mjs,cjs}";
// The CLI's own two lists, of `build/entryPoints.js`.
const TESTS = ["test", "spec"].flatMap((kind) =>
  ["ts", "mts", "cts", "js", "mjs", "cjs"].map((extension) => `**/*.${kind}.${extension}`),
);
const NEVER = ["**/node_modules/**", "**/.git/**", "**/.trigger/**", "**/.next/**"];

/** The files that `trigger dev` would look for tasks in, sorted; relative to the root, with `/`. */
export async function findEntryPoints({ root, dirs, ignorePatterns }: TriggerProject): Promise<string[]> {
  const patterns = dirs.map((dir) =>
    isDynamicPattern(dir) ? `${dir}/*.${SOURCES}` : `${escapePath(dir)}/**/*.${SOURCES}`,
  );
  const ignore = [...(ignorePatterns ?? TESTS), ...NEVER];
  return (await glob(patterns, { cwd: root, ignore })).sort();
}

/** `init.ts`, directly in one of the folders, is imported before any task. */
export const isInitFile = (file: string, { dirs }: TriggerProject): boolean =>
  /^init\.[cm]?[jt]s$/.test(basename(file)) && dirs.some((dir) => posix.normalize(dir) === dirname(file));
