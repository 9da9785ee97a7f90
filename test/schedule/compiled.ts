import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { check } from "../../src/check/check.js";
import { readProject } from "../../src/config/read-config.js";
import { type Diagnostic, isError } from "../../src/diagnostics/diagnostic.js";
import { draft } from "../../src/draft.js";
import type { TaskFile } from "../../src/engine/index.js";
import { load } from "../../src/load/load.js";
import { makeProject } from "../support/project.js";
import { definitionOf, registry, type TestFlow } from "./flows.js";

const PER_FILE = 50;

const begin = (): void => undefined;

/** Compiles flows as the tasks `flow-0`, `flow-1` and so on, with the tasks that they run. */
export async function compileFlows(flows: readonly TestFlow[]): Promise<Compiled> {
  const files: Record<string, string> = { "definitions/registry.ts": registry };
  for (let from = 0; from < flows.length; from += PER_FILE) {
    const definitions = flows
      .slice(from, from + PER_FILE)
      .map((flow, index) => definitionOf(flow, `Flow ${from + index}`));
    files[`definitions/flows-${from}.ts`] =
      `import { defineCompositeTrack, defineOrchestrator, input, instead } from "./registry.js";\n${definitions.join("\n")}\n`;
  }
  return await compileDefinitions(files, fileURLToPath(new URL("work.ts", import.meta.url)));
}

/** Everything that a project's definitions became, and a module of tasks beside it, as one module. */
export interface Compiled {
  readonly taskFiles: TaskFile[];
  /** The module. */
  readonly entryPoint: string;
  readonly remove: () => void;
}

/**
 * Compiles definitions with everything that decides what the code does: load, check, plan and emit. Types, but for what
 * decides something, and layout are left out, for time: other tests see to these.
 */
export async function compileDefinitions(definitions: Record<string, string>, tasks: string): Promise<Compiled> {
  const root = makeProject({
    "flowgen.config.ts": 'import { defineConfig } from "flowgen";\nexport default defineConfig({ timeLimit: 60 });\n',
    ...definitions,
  });
  const found: Diagnostic[] = [];
  const project = await readProject(root, undefined, (one) => found.push(one));
  const loaded = project && (await load(project, (one) => found.push(one)));
  const checked = loaded?.flow && check(loaded.flow, (one) => found.push(one));
  const drafted =
    project &&
    checked &&
    draft({
      project,
      flow: checked,
      entries: loaded.entries,
      typecheck: false,
      report: (one) => found.push(one),
      begin,
    });
  const errors = found.filter(isError);
  if (!drafted || errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  for (const { path, text } of drafted.drafts) {
    const file = join(root, "generated", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const generated = drafted.drafts.filter(({ path }) => /^(tracks|orchestrators|progress)\//.test(path));
  const exported = generated.map(({ path }) => `export * from "./generated/${path.replace(/ts$/, "js")}";`);
  writeFileSync(join(root, "all.ts"), [`export * from ${JSON.stringify(tasks)};`, ...exported].join("\n"));
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
    entryPoint,
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
