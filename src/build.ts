import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { hashOf } from "./cache/fingerprint.js";
import { type CacheEntry, isUpToDate, readCache, readSources, typesPath, writeCache } from "./cache/cache.js";
import { readIfUnchanged } from "./cache/formatted.js";
import { type Diagnostic, diagnostic, isError } from "./diagnostics/diagnostic.js";
import type { Sources } from "./ir/source.js";
import type { DraftFile } from "./ir/plan.js";
import type { Changes } from "./write/changes.js";

export interface BuildOptions {
  /** The folder of the project. @default the current directory */
  readonly cwd?: string | undefined;
  /** The configuration file, relative to `cwd`. @default flowgen.config.ts, if there is one */
  readonly config?: string | undefined;
  /** Whether the output is type-checked before it is written. @default true */
  readonly typecheck?: boolean | undefined;
  /** Whether nothing is to be written. @default false */
  readonly dryRun?: boolean | undefined;
  /** Whether an earlier build of the same input may be relied on. @default true */
  readonly cache?: boolean | undefined;
  /** Called as each stage begins. */
  readonly onProgress?: ((stage: string) => void) | undefined;
}

export interface BuildResult {
  /** True where nothing was wrong: then, and only then, the output is what the definitions say. */
  readonly ok: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** What was written and removed, or would be in a dry run. Paths are relative to the output folder. */
  readonly changes: Changes;
  /** The output folder, relative to `cwd`. */
  readonly output: string;
  /** The texts that diagnostics point into. */
  readonly sources: Sources;
}

const nothing: Changes = { write: [], remove: [] };

/**
 * Compiles the definitions of a project and writes the output. Where anything is wrong, nothing is written.
 * Mistakes in definitions are diagnostics in the result; only a fault of flowgen itself throws.
 */
export async function build(options: BuildOptions = {}): Promise<BuildResult> {
  const folder = resolve(options.cwd ?? process.cwd());
  // Imports are resolved to real paths: behind a link, the modules of the project would look like someone else's.
  const root = existsSync(folder) ? realpathSync(folder) : folder;
  const typecheck = options.typecheck ?? true;
  const entry = options.cache === false ? undefined : readCache(root, options.config);
  if (entry && isUpToDate(entry, root, typecheck)) {
    const { warnings, output } = entry;
    return { ok: true, diagnostics: warnings, changes: nothing, output, sources: readSources(warnings, root) };
  }
  return buildAnew(root, { ...options, typecheck }, entry);
}

async function buildAnew(
  root: string,
  options: BuildOptions & { typecheck: boolean },
  entry: CacheEntry | undefined,
): Promise<BuildResult> {
  // The compiler is loaded only here: finding that nothing has changed has to take no time.
  const [{ compile }, { readProject }, { compareOutput, applyChanges }] = await Promise.all([
    import("./compile.js"),
    import("./config/read-config.js"),
    import("./write/write.js"),
  ]);
  const found: Diagnostic[] = [];
  const project = await readProject(root, options.config, (one) => found.push(one));
  if (!project) return failed(found, "", new Map());
  const output = project.config.output;
  const drafts = entry?.output === output ? entry.drafts : {};
  const compiled = await compile(project, {
    typecheck: options.typecheck,
    memory: options.cache === false ? undefined : typesPath(root, options.config),
    known: (draft) =>
      drafts[draft.path] === draftHash(draft) ? readIfUnchanged(resolve(root, output, draft.path), entry) : undefined,
    onProgress: options.onProgress,
  });
  if (compiled.diagnostics.some(isError)) return failed(compiled.diagnostics, output, compiled.sources);
  const changes = await compareOutput(project, compiled.files, (one) => found.push(one));
  if (found.length > 0) return failed(found, output, compiled.sources);
  if (options.dryRun !== true) {
    await applyChanges(project, changes);
    if (options.cache !== false) {
      writeCache(root, options.config, {
        typechecked: options.typecheck,
        output,
        searches: compiled.searches,
        inputs: [...compiled.inputs, ...project.files],
        drafts: Object.fromEntries(compiled.drafts.map((draft) => [draft.path, draftHash(draft)])),
        warnings: compiled.diagnostics,
        types: compiled.memory?.(),
      });
    }
  }
  return { ok: true, diagnostics: compiled.diagnostics, changes, output, sources: compiled.sources };
}

const draftHash = (draft: DraftFile): string => hashOf(draft.text);

/**
 * Compares the output on the disk with what the definitions say. Drift is reported as `stale-output`; nothing is
 * written.
 */
export async function check(options: Omit<BuildOptions, "dryRun"> = {}): Promise<BuildResult> {
  const result = await build({ ...options, dryRun: true });
  const stale = [
    ...result.changes.write.map(({ path, before }) => ({
      path,
      how: before === undefined ? "is missing" : "is out of date",
    })),
    ...result.changes.remove.map(({ path }) => ({ path, how: "belongs to a definition that is gone" })),
  ].map(({ path, how }) => diagnostic("stale-output", {}, { file: `${result.output}/${path}`, how }));
  return { ...result, ok: result.ok && stale.length === 0, diagnostics: [...result.diagnostics, ...stale] };
}

const failed = (diagnostics: readonly Diagnostic[], output: string, sources: Sources): BuildResult => ({
  ok: false,
  diagnostics,
  changes: nothing,
  output,
  sources,
});
