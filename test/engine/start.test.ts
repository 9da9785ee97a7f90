import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { EngineError, startEngine, type EngineOptions, type TaskFile } from "../../src/engine/index.js";
import { useEngine } from "./support/engine.js";

const folder = mkdtempSync(join(realpathSync(tmpdir()), "flowgen-engine-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a project's files and gives its folder. */
function project(name: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return join(folder, name);
}

const start = async (options: Partial<EngineOptions>): Promise<unknown> => {
  const engine = startEngine({ projectDir: process.cwd(), taskFiles: [], time: "virtual", ...options });
  return await engine.then(
    async (started) => await started.close(),
    (error: unknown) => error,
  );
};

const sdk = (version: string) => ({
  "node_modules/@trigger.dev/sdk/package.json": JSON.stringify({ name: "@trigger.dev/sdk", version }),
});

describe("an SDK that cannot be used is told, with a way out", () => {
  test("none", async () => {
    const projectDir = project("none", { "package.json": "{}" });
    expect(await start({ projectDir })).toMatchObject({
      code: "sdk-not-found",
      message: `@trigger.dev/sdk is not installed in ${projectDir}: run "npm install @trigger.dev/sdk".`,
    });
  });

  test("too old", async () => {
    expect(await start({ projectDir: project("old", sdk("4.4.1")) })).toMatchObject({
      code: "sdk-too-old",
      message: "@trigger.dev/sdk is 4.4.1 here; flowgen runs tasks with 4.4.2 or later.",
    });
  });

  test("one whose core exports something else", async () => {
    const core = JSON.stringify({ name: "@trigger.dev/core", version: "5.0.0", exports: { "./v5": {} } });
    const projectDir = project("moved", { ...sdk("5.0.0"), "node_modules/@trigger.dev/core/package.json": core });
    expect(await start({ projectDir })).toMatchObject({
      code: "sdk-moved",
      message: expect.stringContaining('@trigger.dev/core 5.0.0 no longer exports "./v3"') as string,
    });
  });

  test("one that keeps the state of runs elsewhere: the proof at start fails", async () => {
    const real = (path: string): string =>
      JSON.stringify(pathToFileURL(resolve("node_modules/@trigger.dev/core/dist/esm/v3", path)).href);
    const entries = {
      v3: "index.js",
      workers: "workers/index.js",
      tracer: "tracer.js",
      errors: "errors.js",
      schemas: "schemas/index.js",
    };
    const exported = Object.keys(entries).map((name) => [
      name === "v3" ? "./v3" : `./v3/${name}`,
      { import: { default: `./${name}.js` } },
    ]);
    const files = Object.entries(entries).map(([name, path]) => {
      const moved =
        name === "v3"
          ? `let kept; export const taskContext = { setGlobalTaskContext: (own) => (kept = own), get ctx() { return kept?.ctx; } };`
          : "";
      return [`node_modules/@trigger.dev/core/${name}.js`, `export * from ${real(path)};\n${moved}`];
    });
    const core = {
      name: "@trigger.dev/core",
      version: "4.99.0",
      type: "module",
      exports: Object.fromEntries(exported) as object,
    };
    const projectDir = project("elsewhere", {
      ...sdk("4.99.0"),
      "node_modules/@trigger.dev/core/package.json": JSON.stringify(core),
      ...(Object.fromEntries(files) as Record<string, string>),
    });
    expect(await start({ projectDir })).toMatchObject({
      code: "sdk-moved",
      message: expect.stringMatching(
        /internals of @trigger.dev\/sdk 4\.99\.0 are not those.*see each other's state.*flowgen run --cli/,
      ) as string,
    });
  });
});

describe("a configuration", () => {
  test("that throws is told", async () => {
    const configFile = join(project("config", { "config.mjs": "throw new Error('no project')" }), "config.mjs");
    expect(await start({ configFile })).toMatchObject({
      code: "task-file-throws",
      message: "The configuration throws when it is imported: Error: no project",
    });
  });
});

describe("loading", () => {
  const used = useEngine("isolation");

  const sdkUrl = JSON.stringify(pathToFileURL(resolve("node_modules/@trigger.dev/sdk/dist/esm/v3/index.js")).href);
  const file = (name: string, text: string) => ({
    filePath: `src/${name}.ts`,
    entryPoint: join(project("tasks", { [`${name}.mjs`]: text }), `${name}.mjs`),
  });

  const loadError = async (...files: TaskFile[]): Promise<unknown> =>
    await used.engine.load(files).then(
      () => undefined,
      (error: unknown) => error,
    );

  test("one that throws when it is imported", async () => {
    const error = await loadError(file("throws", `throw new TypeError("no such setting");`));
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({
      code: "task-file-throws",
      file: "src/throws.ts",
      message: "src/throws.ts throws when it is imported: TypeError: no such setting",
      stack: expect.stringContaining("throws.mjs:1") as string,
    });
  });

  test("one that ends the process when it is imported", async () => {
    expect(await start({ taskFiles: [file("ends", `process.exit(3);`)] })).toMatchObject({
      code: "task-file-throws",
      message: "src/ends.ts calls process.exit(3) when it is imported.",
    });
  });

  test("two tasks with one id", async () => {
    const text = `import { task } from ${sdkUrl};\ntask({ id: "same", run: async () => 1 });`;
    expect(await loadError(file("one", text), file("two", text))).toMatchObject({
      code: "duplicate-task",
      message: 'Task "same" is defined in src/one.ts and in src/two.ts: ids have to be unique.',
    });
  });

  test("two hundred runs at once see each its own state", async () => {
    const { root, runs } = await used.engine.run("crowd", { count: 200 });
    expect(root.output).toBe(200);
    expect(runs).toHaveLength(201);
  });

  test("a task that is loaded again takes the place of the first, hooks and all", async () => {
    expect((await used.engine.run("changing", {})).root).toMatchObject({
      output: "first",
      metadata: { hook: "first" },
    });
    const text = `import { task } from ${sdkUrl};
      task({ id: "changing", run: async () => "second" });`;
    const entryPoint = join(project("again", { "changing.mjs": text }), "changing.mjs");
    await used.engine.load([{ filePath: "changing.ts", entryPoint }]);
    expect((await used.engine.run("changing", {})).root).toMatchObject({ output: "second", metadata: {} });
    expect((await used.engine.run("hooked", {})).root.metadata).toEqual({ hook: "kept" });
  });

  test("a scheduled task is run by hand, at a time of one's choice", async () => {
    expect(used.engine.tasks.find(({ id }) => id === "nightly")?.cron).toBe("0 3 * * *");
    const at = new Date("2024-02-29T03:00:00Z");
    const { root } = await used.engine.waitForRun(await used.engine.triggerSchedule("nightly", at));
    expect(root.output).toEqual({
      at: "2024-02-29T03:00:00.000Z Europe/Berlin DECLARATIVE",
      upcoming: ["2024-03-01T02:00:00.000Z", "2024-03-02T02:00:00.000Z"],
    });
  });
});
