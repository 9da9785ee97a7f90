import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { check } from "../../src/check/check.js";
import { readProject } from "../../src/config/read-config.js";
import { type Diagnostic, isError } from "../../src/diagnostics/diagnostic.js";
import { emit } from "../../src/emit/emit.js";
import type { TaskFile } from "../../src/engine/index.js";
import { load } from "../../src/load/load.js";
import { planFlow } from "../../src/plan/plan-flow.js";
import { makeProject } from "../support/project.js";
import { definitionOf, registry, type TestFlow } from "./flows.js";

const PER_FILE = 50;

/**
 * Compiles flows with everything that decides what the code does: load, check, plan and emit. Types and layout are left
 * out, for time: other tests see to these. Bundles the output as one module, as the tasks `flow-0`, `flow-1` and so on.
 */
export async function compileFlows(flows: readonly TestFlow[]): Promise<{ taskFiles: TaskFile[]; remove: () => void }> {
  const files: Record<string, string> = { "definitions/registry.ts": registry };
  for (let from = 0; from < flows.length; from += PER_FILE) {
    const definitions = flows
      .slice(from, from + PER_FILE)
      .map((flow, index) => definitionOf(flow, `Flow ${from + index}`));
    files[`definitions/flows-${from}.ts`] =
      `import { defineCompositeTrack, defineOrchestrator, input, instead } from "./registry.js";\n${definitions.join("\n")}\n`;
  }
  const root = makeProject({
    "flowgen.config.ts": 'import { defineConfig } from "flowgen";\nexport default defineConfig({ timeLimit: 60 });\n',
    ...files,
  });
  const found: Diagnostic[] = [];
  const project = await readProject(root, undefined, (one) => found.push(one));
  const loaded = project && (await load(project, (one) => found.push(one)));
  const checked = loaded?.flow && check(loaded.flow, (one) => found.push(one));
  const plan = checked && planFlow(checked, { schedule: "eager" }, (one) => found.push(one));
  const errors = found.filter(isError);
  if (!plan || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  for (const { path, text } of emit(plan, "generated")) {
    const file = join(root, "generated", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const parents = plan.parents.map(({ file }) => `export * from "./generated/${file.replace(/ts$/, "js")}";`);
  const work = fileURLToPath(new URL("work.ts", import.meta.url));
  writeFileSync(join(root, "all.ts"), [`export * from ${JSON.stringify(work)};`, ...parents].join("\n"));
  const entryPoint = join(root, "all.mjs");
  await build({
    entryPoints: [join(root, "all.ts")],
    outfile: entryPoint,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "error",
  });
  return {
    taskFiles: [{ filePath: "all.ts", entryPoint }],
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
