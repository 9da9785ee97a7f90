import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";
import { glob } from "tinyglobby";
import type { TaskFile } from "../../src/engine/index.js";
import { casesFolder } from "./folders.js";

/** Bundles the tasks of a golden case, its own and those that are generated, for the local engine. */
export async function bundleCase(
  name: string,
  { stubs = {}, to = "cases-run" }: { readonly stubs?: object; readonly to?: string } = {},
): Promise<{ taskFiles: TaskFile[]; configFile: string }> {
  const cwd = join(casesFolder, name);
  const files = await glob(["tasks/*.ts", "expected/{tracks,orchestrators}/*.ts"], { cwd });
  const outdir = resolve("node_modules/.cache", to, name);
  const entries = Object.fromEntries(files.map((file, i) => [`file-${i}`, join(cwd, file)]));
  const stubFiles = Object.keys(stubs).length > 0 ? { stubs: "stubs" } : {};
  await build({
    entryPoints: { ...entries, ...stubFiles, config: resolve("test/support/retries.config.ts") },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    outExtension: { ".js": ".mjs" },
    logLevel: "silent",
    plugins: [stubbing(stubs)],
  });
  const taskFiles = files.map((filePath, i) => ({
    filePath: `${name}/${filePath}`,
    entryPoint: join(outdir, `file-${i}.mjs`),
  }));
  if ("stubs" in stubFiles) taskFiles.push({ filePath: `${name}/stubs`, entryPoint: join(outdir, "stubs.mjs") });
  return { taskFiles, configFile: join(outdir, "config.mjs") };
}

/** A module with a task for each contract that has none. */
const stubbing = (stubs: object): Plugin => ({
  name: "stubs",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^stubs$/ }, () => ({ path: "stubs", namespace: "stubs" }));
    esbuild.onLoad({ filter: /./, namespace: "stubs" }, () => {
      const tasks = Object.entries(stubs).map(
        ([id, output]) => `task({ id: ${JSON.stringify(id)}, run: async () => (${JSON.stringify(output)}) });`,
      );
      return { contents: `import { task } from "@trigger.dev/sdk";\n${tasks.join("\n")}`, resolveDir: process.cwd() };
    });
  },
});
