import { readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { build } from "esbuild";
import type { TaskFile } from "../../../src/engine/index.js";

/** Bundles probe tasks as `trigger dev` bundles a project's: ESM, packages outside. */
export async function bundleTasks(folder: string, outName: string): Promise<TaskFile[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const outdir = resolve("node_modules/.cache/engine-tests", outName);
  await build({
    entryPoints: files.map((name) => join(folder, name)),
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    outExtension: { ".js": ".mjs" },
    sourcemap: "inline",
  });
  return files.map((name) => ({
    filePath: join(folder, name),
    entryPoint: join(outdir, `${basename(name, ".ts")}.mjs`),
  }));
}
