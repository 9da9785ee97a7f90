import { basename, resolve } from "node:path";
import { build } from "esbuild";
import type { TaskFile } from "../../../src/engine/index.js";

/** Bundles task files as `trigger dev` bundles a project's: ESM, packages outside. */
export async function bundleTasks(files: readonly string[], outName: string): Promise<TaskFile[]> {
  // Inside node_modules, so that packages are found from there.
  const outdir = resolve("node_modules/.cache/engine-tests", outName);
  await build({
    entryPoints: [...files],
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    outExtension: { ".js": ".mjs" },
    sourcemap: "inline",
    logLevel: "silent",
  });
  return files.map((file) => ({ filePath: file, entryPoint: resolve(outdir, `${basename(file, ".ts")}.mjs`) }));
}
