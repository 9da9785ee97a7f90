import assert from "node:assert";
import { isAbsolute, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build, formatMessages, type BuildOptions, type ImportKind, type Plugin } from "esbuild";
import pico from "picocolors";
import { isBuildFailure } from "../load/build-failure.js";
import { toPosix } from "../load/paths.js";
import { Refusal } from "./refusal.js";

export interface BundleRequest {
  readonly root: string;
  /** Files that become modules of their own, with what they share in chunks. */
  readonly entries: readonly string[];
  /** Where the modules are put. */
  readonly folder: string;
  readonly conditions?: readonly string[];
  readonly external?: readonly string[];
  readonly tsconfig?: string | undefined;
  /** Put an empty SDK in the place of the real one. */
  readonly withoutSdk?: boolean;
}

/** A source file, relative to the root with `/`, and the module made of it. */
export interface BundledFile {
  readonly entry: string;
  readonly out: string;
}

/**
 * Bundles modules as the CLI does, except that packages stay outside: the tasks must get the very SDK that the engine
 * holds, and a start takes no time. Gives the modules in the order of the entries. Throws a refusal with code frames
 * where the sources do not compile.
 */
export async function bundle(request: BundleRequest): Promise<BundledFile[]> {
  const { root, entries } = request;
  try {
    const { metafile } = await build({ ...buildOptions(request), metafile: true });
    const made = Object.entries(metafile.outputs).flatMap(([out, { entryPoint }]): [string, string][] =>
      entryPoint === undefined ? [] : [[toPosix(entryPoint), resolve(root, out)]],
    );
    const outs = new Map(made);
    return entries.map((path) => {
      const entry = toPosix(relative(root, resolve(root, path)));
      const out = outs.get(entry);
      assert(out, `no module was made of ${entry}`);
      return { entry, out };
    });
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const frames = await formatMessages(error.errors, { kind: "error", color: pico.isColorSupported });
    throw new Refusal("project", `These files do not compile, so nothing was run.\n\n${frames.join("\n").trim()}`);
  }
}

function buildOptions(request: BundleRequest): BuildOptions {
  const { root, entries, folder, conditions = [], tsconfig, withoutSdk = false } = request;
  return {
    entryPoints: [...entries],
    outdir: folder,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: ["node20", "es2022"],
    charset: "utf8",
    keepNames: true,
    sourcemap: "linked",
    jsx: "automatic",
    loader: { ".js": "jsx", ".mjs": "jsx", ".cjs": "jsx", ".wasm": "copy" },
    outExtension: { ".js": ".mjs" },
    // Not `module`, which the CLI adds for bundling: here Node loads the packages, and must find what it would find.
    conditions: [...conditions, "trigger.dev", "node"],
    // The configuration is evaluated in the main thread, whose globals are not ours to change.
    ...(!withoutSdk && { banner: { js: COMMONJS } }),
    logLevel: "silent",
    ...(tsconfig !== undefined && { tsconfig }),
    plugins: [packagesOutside(request)],
  };
}

/** CommonJS sources become ESM: what they use without importing it is global, as in the CLI. */
const COMMONJS = [
  'import { createRequire as __flowgen_createRequire } from "node:module";',
  'import { dirname as __flowgen_dirname } from "node:path";',
  'import { fileURLToPath as __flowgen_fileURLToPath } from "node:url";',
  "globalThis.require ??= __flowgen_createRequire(import.meta.url);",
  "globalThis.__filename ??= __flowgen_fileURLToPath(import.meta.url);",
  "globalThis.__dirname ??= __flowgen_dirname(globalThis.__filename);",
].join("");

const EMPTY_SDK = "exports.defineConfig = (config) => config;";

/** Packages are imported by their resolved path, so that the modules may lie anywhere. */
function packagesOutside({ root, external = [], withoutSdk = false }: BundleRequest): Plugin {
  return {
    name: "flowgen-packages",
    setup(esbuild) {
      if (withoutSdk) {
        esbuild.onResolve({ filter: /^@trigger\.dev\/sdk(\/v3)?$/ }, () => ({ path: "sdk", namespace: "flowgen" }));
        esbuild.onLoad({ filter: /./, namespace: "flowgen" }, () => ({ contents: EMPTY_SDK }));
      }
      // The CLI empties this one, too: it throws wherever there is no React server.
      esbuild.onResolve({ filter: /^server-only$/ }, () => ({ path: "server-only", namespace: "flowgen-empty" }));
      esbuild.onLoad({ filter: /./, namespace: "flowgen-empty" }, () => ({ contents: "" }));
      esbuild.onResolve({ filter: /^[^./]/ }, async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === resolving || path.startsWith("node:") || isAbsolute(path)) return undefined;
        if (kind === "entry-point") return undefined;
        const found = await esbuild.resolve(path, { importer, resolveDir, kind, pluginData: resolving });
        const isNamed = external.some((name) => path === name || path.startsWith(`${name}/`));
        if (found.errors.length > 0 || found.external) return found;
        if (!isOfPackage(found.path, root) || (!isNamed && !isLoadable(found.path))) return found;
        return { path: specifier(found.path, kind), external: true };
      });
    },
  };
}

const resolving = Symbol("resolving");

/** Links to packages of a workspace have been followed: those are sources. The root may lie below a `node_modules`. */
const isOfPackage = (path: string, root: string): boolean => {
  const below = relative(root, path);
  return toPosix(below.startsWith("..") ? path : below)
    .split("/")
    .includes("node_modules");
};

/** Whether Node can import a file of a package as it is. */
const isLoadable = (path: string): boolean => /\.([cm]?js|node)$/.test(path);

/** `require` takes no URLs. */
const specifier = (path: string, kind: ImportKind): string =>
  kind === "require-call" || kind === "require-resolve" ? path : pathToFileURL(path).href;
