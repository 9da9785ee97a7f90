import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Message, type Plugin } from "esbuild";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Span } from "../ir/source.js";
import { isBuildFailure } from "./build-failure.js";
import { instrument } from "./instrument.js";
import type { Modules } from "./modules.js";
import { isOfProject, toPosix } from "./paths.js";

/** A bundle of the definition modules, in a temporary folder of its own. */
export interface Bundle {
  readonly path: string;
  /** Absolute paths of the files of the project that are in it. */
  readonly inputs: readonly string[];
  readonly remove: () => Promise<void>;
}

/** Bundles the instrumented definition modules with what they import from the project; packages stay outside. */
export async function bundleModules(
  modules: Modules,
  tsconfig: string | undefined,
  report: Report,
): Promise<Bundle | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "flowgen-"));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const path = join(folder, "definitions.mjs");
  try {
    const { metafile } = await build({
      entryPoints: ["flowgen:entry"],
      outfile: path,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20",
      sourcemap: "inline",
      logLevel: "silent",
      metafile: true,
      absWorkingDir: modules.root,
      ...(tsconfig !== undefined && { tsconfig }),
      plugins: [definitions(modules)],
    });
    const inputs = Object.keys(metafile.inputs).filter((file) => !file.startsWith("flowgen:"));
    return { path, remove, inputs: inputs.map((file) => resolve(modules.root, file)) };
  } catch (error) {
    await remove();
    if (!isBuildFailure(error)) throw error;
    for (const message of error.errors) reportMessage(message, modules, report);
    return undefined;
  }
}

function definitions(modules: Modules): Plugin {
  return {
    name: "flowgen-definitions",
    setup(esbuild) {
      esbuild.onResolve({ filter: /^flowgen:entry$/ }, () => ({ path: "entry", namespace: "flowgen" }));
      esbuild.onResolve({ filter: /^flowgen(\/.*)?$/ }, () => ({ path: "vocabulary", namespace: "flowgen" }));
      esbuild.onLoad({ filter: /./, namespace: "flowgen" }, ({ path }) => ({
        contents: path === "entry" ? entryModule(modules) : vocabulary,
        resolveDir: modules.root,
      }));
      // Packages are imported by their resolved path, so that the bundle may lie anywhere.
      esbuild.onResolve({ filter: /^[^./]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === resolving || path.startsWith("node:")) return undefined;
        const found = await esbuild.resolve(path, { importer, resolveDir, kind, pluginData: resolving });
        if (found.errors.length > 0 || found.external || isOfProject(modules.root, found.path)) return found;
        return { path: pathToFileURL(found.path).href, external: true };
      });
      esbuild.onLoad({ filter: /\.[cm]?[jt]sx?$/ }, ({ path }) => {
        const module = modules.byFile.get(toPosix(relative(modules.root, path)));
        if (!module) return undefined;
        return { contents: instrument(module, modules), loader: path.endsWith("x") ? "tsx" : "ts" };
      });
    },
  };
}

const resolving = Symbol("resolving");

function entryModule({ root, entries }: Modules): string {
  const imports = entries.map((file, index) => `import * as m${index} from ${JSON.stringify(resolve(root, file))};`);
  const list = entries.map((file, index) => `[${JSON.stringify(file)}, m${index}]`);
  return `${imports.join("\n")}\nexport const modules = [${list.join(", ")}];`;
}

/** `flowgen` as definitions see it while they are evaluated: each call is recorded, and changes nothing. */
const vocabulary = `
const { define } = globalThis.__flowgen;
export const defineTasks = (registry) => registry;
export const createFlow = (registry) => {
  if (registry !== undefined) define("registry", registry);
  return {
    defineTrack: (definition) => define("track", definition),
    defineCompositeTrack: (definition) => define("composite", definition),
    defineOrchestrator: (definition) => define("orchestrator", definition),
  };
};
export const defineConfig = (config) => config;
`;

function reportMessage(message: Message, modules: Modules, report: Report): void {
  const span = messageSpan(message, modules);
  const unresolved = /^Could not resolve "(.*)"/.exec(message.text);
  if (unresolved) report(diagnostic("unresolved-import", { span }, { specifier: unresolved[1] ?? "" }));
  else report(diagnostic("syntax-error", { span }, { problem: message.text }));
}

/** esbuild counts lines from one and columns in bytes of the instrumented text; the line is what can be relied on. */
function messageSpan(message: Message, modules: Modules): Span | undefined {
  const file = message.location?.file;
  const module = file === undefined ? undefined : modules.byFile.get(toPosix(file));
  if (!module || !message.location) return undefined;
  const quoted = /"(.*)"/.exec(message.text)?.[1];
  const imported = module.imports.find(({ specifier }) => specifier === quoted)?.node;
  if (imported) return { file: module.file, start: imported.getStart(module.ast), end: imported.end };
  const start = module.ast.getPositionOfLineAndCharacter(message.location.line - 1, 0);
  return { file: module.file, start, end: start + 1 };
}
