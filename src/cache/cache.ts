import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { existsSync } from "node:fs";
import { globSync } from "tinyglobby";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Sources } from "../ir/source.js";
import { packageFile } from "../package-files.js";
import { fingerprint, type Fingerprint, hashOf, isUnchanged, surroundings } from "./fingerprint.js";

/** What the last good build was made of, and what it made. */
export interface CacheEntry {
  readonly compiler: string;
  readonly typechecked: boolean;
  readonly output: string;
  /** How definition modules and tasks were looked for, and what was found. */
  readonly searches: readonly {
    readonly patterns: readonly string[];
    readonly ignore: readonly string[];
    readonly files: readonly string[];
  }[];
  readonly inputs: readonly Fingerprint[];
  /** The output folder as it should be: every file of it. */
  readonly outputs: readonly Fingerprint[];
  /** The hash of each draft before it was formatted, by path: an unchanged one need not be formatted again. */
  readonly drafts: Readonly<Record<string, string>>;
  /** What was said of it: a warning is said each time. */
  readonly warnings: readonly Diagnostic[];
}

/** Where the cache of a project lies; without node_modules there is none. */
const cachePath = (root: string, config: string | undefined): string | undefined => pathOf(root, config, "json");

/** Where TypeScript's knowledge of a project lies, for `memory`. */
export const typesPath = (root: string, config: string | undefined): string | undefined =>
  pathOf(root, config, "tsbuildinfo");

function pathOf(root: string, config: string | undefined, ending: string): string | undefined {
  const modules = join(root, "node_modules");
  if (!existsSync(modules)) return undefined;
  return join(modules, ".cache", "flowgen", `${hashOf(JSON.stringify([root, config ?? ""])).slice(0, 16)}.${ending}`);
}

/** flowgen itself, as it is installed: another version makes other output. */
const compilerHash = (): string => fingerprint(packageFile("dist/build-id")).slice(1).join(" ");

export function readCache(root: string, config: string | undefined): CacheEntry | undefined {
  const path = cachePath(root, config);
  if (path === undefined) return undefined;
  try {
    const entry = JSON.parse(readFileSync(path, "utf8")) as CacheEntry; // written by us, and checked by its compiler
    return entry.compiler === compilerHash() ? entry : undefined;
  } catch {
    return undefined; // absent, or cut short: it is only a cache
  }
}

/** Whether nothing that the output depends on has changed, nor the output itself. Loads no compiler. */
export function isUpToDate(entry: CacheEntry, root: string, typecheck: boolean): boolean {
  if (typecheck && !entry.typechecked) return false;
  if (!entry.inputs.every(isUnchanged) || !entry.outputs.every(isUnchanged)) return false;
  const folder = resolve(root, entry.output);
  const present = globSync(["**/*.{ts,md}"], { cwd: folder, absolute: true, expandDirectories: false }).sort();
  return (
    entry.searches.every((search) => sameList(findAgain(search, root), search.files)) &&
    sameList(
      present,
      entry.outputs.map(([path]) => path),
    )
  );
}

/** The texts that diagnostics of an unchanged project point into. */
export function readSources(diagnostics: readonly Diagnostic[], root: string): Sources {
  const spans = diagnostics.flatMap(({ span, related }) => [
    ...(span ? [span] : []),
    ...related.map((one) => one.span),
  ]);
  return new Map(spans.map(({ file }) => [file, readFileSync(join(root, file), "utf8")]));
}

const findAgain = ({ patterns, ignore }: CacheEntry["searches"][number], root: string): string[] =>
  patterns.length === 0
    ? []
    : globSync([...patterns], { cwd: root, ignore: [...ignore], expandDirectories: false }).sort();

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** What a build tells the cache about itself. */
export interface Remembered extends Pick<CacheEntry, "typechecked" | "output" | "searches" | "drafts" | "warnings"> {
  /** Absolute paths of everything that was read. */
  readonly inputs: readonly string[];
  /** What TypeScript knows now; absent where that has not changed. */
  readonly types: string | undefined;
}

export function writeCache(root: string, config: string | undefined, { types, ...remembered }: Remembered): void {
  const path = cachePath(root, config);
  const memory = typesPath(root, config);
  if (path === undefined || memory === undefined) return;
  const folder = resolve(root, remembered.output);
  const inputs = [...new Set([...remembered.inputs, ...surroundings(root, remembered.output)])].sort();
  const outputs = globSync(["**/*.{ts,md}"], { cwd: folder, absolute: true, expandDirectories: false }).sort();
  const entry: CacheEntry = {
    ...remembered,
    compiler: compilerHash(),
    inputs: inputs.map(fingerprint),
    outputs: outputs.map(fingerprint),
  };
  mkdirSync(dirname(path), { recursive: true });
  if (types !== undefined) replaceFile(memory, types);
  replaceFile(path, JSON.stringify(entry));
}

/** Never leaves a file half written: another process may be reading it. */
function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}
