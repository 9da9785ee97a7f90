import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it, test } from "vitest";
import { taskEnvironment } from "../../src/tasks/environment.js";
import { findEntryPoints } from "../../src/tasks/entry-points.js";
import { prepareTasks, type TaskModules } from "../../src/tasks/tasks.js";
import { readTriggerProject } from "../../src/tasks/trigger-config.js";
import { makeProject, writeProjectFile } from "../support/project.js";

const packages = join(import.meta.dirname, "../../node_modules");
const config = (rest = ""): string =>
  `import { defineConfig } from "@trigger.dev/sdk";\nexport default defineConfig({ project: "proj_x", maxDuration: 60, ${rest} });\n`;

const prepared: TaskModules[] = [];
async function prepare(files: Record<string, string>): Promise<TaskModules> {
  return prepareIn(makeProject({}), files);
}
async function prepareIn(cwd: string, files: Record<string, string>): Promise<TaskModules> {
  for (const [path, text] of Object.entries(files)) writeProjectFile(cwd, path, text);
  const modules = await prepareTasks({ cwd });
  prepared.push(modules);
  return modules;
}
function apart(): string {
  mkdirSync(join(packages, "../.flowgen"), { recursive: true });
  const folder = mkdtempSync(join(packages, "../.flowgen/tasks-"));
  folders.push(folder);
  return folder;
}
const folders: string[] = [];
const load = async ({ files }: TaskModules, entry: string): Promise<Record<string, unknown>> =>
  (await import(pathToFileURL(files.find((file) => file.entry === entry)?.out ?? "").href)) as Record<string, unknown>; // any module
const entries = ({ files }: TaskModules): string[] => files.map(({ entry }) => entry);

afterAll(() => {
  prepared.forEach(({ remove }) => remove());
  folders.forEach((folder) => rmSync(folder, { recursive: true }));
});

describe("task files are those that the CLI finds", () => {
  const files = {
    "src/trigger/a.ts": "",
    "src/trigger/deep/b.mts": "",
    "src/trigger/deep/c.cts": "",
    "src/trigger/d.tsx": "",
    "src/trigger/e.js": "",
    "src/trigger/f.mjs": "",
    "src/trigger/g.cjs": "",
    "src/trigger/h.jsx": "",
    "src/trigger/a.test.ts": "",
    "src/trigger/b.spec.mjs": "",
    "src/trigger/view.test.tsx": "",
    "src/trigger/types.d.ts": "",
    "src/trigger/data.json": "{}",
    "src/trigger/.next/x.ts": "",
    "src/trigger/node_modules/p/index.ts": "",
    "src/app/api/trigger/route.ts": "",
    "dist/trigger/old.ts": "",
    ".hidden/trigger/x.ts": "",
    "packages/one/trigger/y.ts": "",
    "packages/one/trigger/trigger/z.ts": "",
    "jobs/(group)/k.ts": "",
  };
  // The CLI's own modules, which it does not export.
  const cli = join(packages, "trigger.dev/dist/esm");

  it.each([
    ["without dirs", ""],
    ["with folders", 'dirs: ["./jobs", "/src/trigger", "packages/one"]'],
    ["with a glob of folders", 'dirs: ["./packages/**/trigger"]'],
    ["with patterns to ignore", 'dirs: ["./src/trigger"], ignorePatterns: ["**/deep/**"]'],
  ])("%s", async (_, rest) => {
    const cwd = makeProject({
      ...files,
      "package-lock.json": "{}",
      "package.json": "{}",
      "trigger.config.ts": config(rest),
    });
    const { loadConfig } = await import(join(cli, "config.js"));
    const { createEntryPointManager } = await import(join(cli, "build/entryPoints.js"));
    const theirConfig = await loadConfig({ cwd, warn: false });
    const { entryPoints } = await createEntryPointManager(theirConfig.dirs, theirConfig, "dev", false);
    const theirs = entryPoints.filter((path: string) => path in files).sort();
    expect(theirs.length).toBeGreaterThan(1);

    const project = await readTriggerProject({ cwd }, join(cwd, "node_modules/.cache"));
    expect(await findEntryPoints(project)).toEqual(theirs);
  });
});

describe("modules", () => {
  it("share what they import, as one process of the CLI would", async () => {
    const modules = await prepare({
      "trigger.config.ts": config('dirs: ["./tasks"]'),
      "tasks/a.ts": 'import { count } from "../lib/state.js";\nexport const a = count;',
      "tasks/b.ts": 'import { count } from "../lib/state.js";\nexport const b = count;',
      "lib/state.ts": "export const count = { n: 0 };",
    });
    const [{ a }, { b }] = [await load(modules, "tasks/a.ts"), await load(modules, "tasks/b.ts")];
    expect(a).toEqual({ n: 0 });
    expect(a).toBe(b);
  });

  it("may be CommonJS, use tsconfig paths, JSON and what a package exports", async () => {
    // esbuild takes no tsconfig below a `node_modules`, where other projects of this file lie.
    const modules = await prepareIn(apart(), {
      "package.json": '{ "type": "commonjs" }',
      "tsconfig.json": '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["./lib/*"] } } }',
      "trigger.config.ts": config('dirs: ["./tasks"]'),
      "tasks/a.ts": `import { task } from "@trigger.dev/sdk";
import { name } from "@/name";
import data from "../data.json";
export const a = task({ id: name, run: async () => data.n });`,
      "tasks/b.js":
        'const { join } = require("node:path");\nconst { z } = require("zod");\nmodule.exports = { b: join("x", typeof z.object), here: typeof __dirname };',
      "lib/name.ts": 'export const name = "from-lib";',
      "data.json": '{ "n": 7 }',
    });
    expect((await load(modules, "tasks/a.ts"))["a"]).toMatchObject({ id: "from-lib" });
    expect((await load(modules, "tasks/b.js"))["default"]).toEqual({ b: "x/function", here: "string" });
  });

  it("are given the project's own SDK, not a copy", async () => {
    const modules = await prepare({
      "trigger.config.ts": config('dirs: ["./tasks"]'),
      "tasks/a.ts": 'export { task } from "@trigger.dev/sdk";',
    });
    const sdk = pathToFileURL(join(packages, "@trigger.dev/sdk/dist/esm/v3/index.js")).href;
    expect(readFileSync(modules.files[0]?.out ?? "", "utf8")).toContain(`from "${sdk}"`);
  });

  it("come after init.ts, which is apart", async () => {
    const modules = await prepare({
      "trigger.config.ts": config('dirs: ["./tasks"]'),
      "tasks/a.ts": "",
      "tasks/init.ts": "",
      "tasks/deep/init.ts": "",
    });
    expect(modules.init?.entry).toBe("tasks/init.ts");
    expect(entries(modules)).toEqual(["tasks/a.ts", "tasks/deep/init.ts"]);
  });

  it("leave nothing behind", async () => {
    const cwd = makeProject({ "trigger.config.ts": config('dirs: ["./tasks"]'), "tasks/a.ts": "" });
    const { remove } = await prepareTasks({ cwd });
    const folder = join(cwd, "node_modules/.cache/flowgen");
    expect(readdirSync(folder)).toHaveLength(1);
    remove();
    expect(readdirSync(folder)).toEqual([]);
    await expect(prepareTasks({ cwd, dirs: ["nowhere"] })).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("need no trigger.config.ts where dirs are given", async () => {
    const cwd = makeProject({ "tasks/a.ts": "" });
    const modules = await prepareTasks({ cwd, dirs: ["./tasks"] });
    prepared.push(modules);
    expect(modules.config).toBeUndefined();
    expect(entries(modules)).toEqual(["tasks/a.ts"]);
  });
});

describe("what cannot be loaded is refused, with a way out", () => {
  const task = { "src/trigger/a.ts": "" };
  test.each<[string, Record<string, string>, "usage" | "project", string[]]>([
    ["no trigger.config.ts", task, "usage", ["There is no trigger.config.ts in", "--cwd", "defineConfig"]],
    [
      "a configuration that throws",
      { ...task, "trigger.config.ts": 'throw new Error("no such stage");' },
      "project",
      ["trigger.config.ts throws when it is loaded", "no such stage"],
    ],
    [
      "a configuration without maxDuration",
      { ...task, "trigger.config.ts": 'export default { project: "proj_x" };' },
      "project",
      ["maxDuration: is required, in seconds"],
    ],
    ["no task files", { "trigger.config.ts": config('dirs: ["./tusks"]') }, "project", ["no file in tusks of", "dirs"]],
    [
      "no folder named trigger",
      { "trigger.config.ts": config(), "src/a.ts": "" },
      "project",
      ['no folder named "trigger"', "dirs"],
    ],
    [
      "a task file that does not parse",
      { "trigger.config.ts": config(), "src/trigger/a.ts": "export const a = ;\n" },
      "project",
      ["Unexpected", "src/trigger/a.ts:1:17", "export const a = ;"],
    ],
    [
      "an import that leads nowhere",
      { "trigger.config.ts": config(), "src/trigger/a.ts": 'import { x } from "../lib/x.js";\nx();\n' },
      "project",
      ['Could not resolve "../lib/x.js"', "src/trigger/a.ts:1:18"],
    ],
  ])("%s", async (_, files, about, said) => {
    const cwd = makeProject(files);
    const refused = await prepareTasks({ cwd }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ name: "Refusal", about });
    for (const part of said) expect((refused as Error).message).toContain(part);
    expect(
      existsSync(join(cwd, "node_modules/.cache/flowgen")) && readdirSync(join(cwd, "node_modules/.cache/flowgen")),
    ).toEqual([]);
  });
});

test("variables come from the files that the CLI reads, in its order, over those of the process", () => {
  const root = makeProject({
    ".env": "A=env\nB=env\n",
    ".env.local": "B=local\nC=local\nEMPTY=\n",
    "dev.vars": "D=vars\n",
  });
  expect(taskEnvironment(root, { A: "process", P: "process", BLANK: " " })).toEqual({
    A: "env",
    B: "env",
    C: "local",
    D: "vars",
    P: "process",
  });
});
