// Bundles flowgen into dist/: the public API, the command, the test kit and the worker that evaluates definitions.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

// Node takes a second to look for the exports of a CommonJS module as large as the compiler; `require` does not look.
const requireTsMorph = {
  name: "require-ts-morph",
  setup(build) {
    build.onResolve({ filter: /^ts-morph$/ }, () => ({ path: "ts-morph", namespace: "required" }));
    build.onLoad({ filter: /./, namespace: "required" }, () => ({
      contents: `import { createRequire } from "node:module"; export const { ts } = createRequire(import.meta.url)("ts-morph");`,
    }));
  },
};

const typesOnly = process.argv.includes("--types");
if (!typesOnly) {
  const { metafile } = await build({
    metafile: true,
    entryPoints: {
      index: "src/index.ts",
      cli: "src/cli/main.ts",
      worker: "src/load/worker.ts",
      "engine-thread": "src/engine/in-process/thread.ts",
      testing: "src/testing/index.ts",
    },
    outdir: "dist",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    plugins: [requireTsMorph],
    logLevel: "warning",
  });
  // Chunks of earlier builds go only now: a build that fails leaves the last one working.
  for (const name of readdirSync("dist")) {
    if (name.endsWith(".js") && !(`dist/${name}` in metafile.outputs)) rmSync(`dist/${name}`);
  }
}
// Caches of earlier builds hold for this build of the compiler only.
const hash = createHash("sha256");
for (const folder of ["dist", "templates"]) {
  for (const name of readdirSync(folder).sort())
    if (/\.[jt]s$/.test(name)) hash.update(readFileSync(`${folder}/${name}`));
}
writeFileSync("dist/build-id", `${hash.digest("hex")}\n`);

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
