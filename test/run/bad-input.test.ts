import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { flowgenRun, project } from "./support/flowgen-run.js";

// Each test is a process of its own that loads the SDK: a few at a time.
vi.setConfig({ maxConcurrency: 3 });

describe("bad input is answered with a way out", { concurrent: true }, () => {
  test("an unknown task", async () => {
    const { status, stderr } = await flowgenRun(project(), ["great"]);
    expect(stderr).toMatch(/There is no task "great"\. Did you mean "greet"\?\n\n(  .*\n)*  greet +tasks\/greet\.ts\n/);
    expect(status).toBe(2);
  });

  test("on a terminal, too, it ends where nothing can be run", async () => {
    const { status, stderr } = await flowgenRun(project(), ["great"], { terminal: true });
    expect(stderr).toContain('There is no task "great".');
    expect(status).toBe(2);
  });

  test.each([
    [
      ["greet", "--payload", '{"name": Ann}'],
      ["The payload is not JSON.", "--payload:1:9", "quote it"],
    ],
    [["greet", "--payload", "{}", "--payload-file", "x.json"], ["Give the payload once"]],
    [
      ["greet", "--payload-file", "nowhere.json"],
      ["The payload cannot be read", "nowhere.json"],
    ],
    [["greet", "--cwd", "nowhere"], ["argument 'nowhere' is invalid. There is no such folder."]],
    [["greet", "--slots", "none"], ["Give a whole number from 1."]],
    [["greet", "--cli", "--virtual-time"], ["in real time: leave out --cli or --virtual-time"]],
    [[], ["missing required argument 'task'"]],
  ])("%j", async (args, said) => {
    const { status, stderr } = await flowgenRun(project(), args);
    for (const part of said) expect(stderr).toContain(part);
    expect(status).toBe(2);
  });

  test("a payload that does not fit the schema", async () => {
    const payload = '{"name":"Ann","from":{"towns":["Rye",7]}}';
    const { status, stderr } = await flowgenRun(project(), ["greet", "--payload", payload]);
    expect(stderr).toContain("The payload does not fit the schema of the task");
    expect(stderr).toContain("payload.from.towns[1]: Invalid input: expected string, received number");
    expect(status).toBe(1);
  });

  test("a task file that throws when it is imported", async () => {
    const root = project();
    writeFileSync(
      join(root, "tasks/broken.ts"),
      'const key: string | undefined = undefined;\nif (!key) throw new Error("KEY is not set.");\n',
    );
    const { status, stdout, stderr } = await flowgenRun(root, ["greet", "--json"]);
    const message = expect.stringContaining("tasks/broken.ts") as string;
    expect(JSON.parse(stdout)).toEqual({ ok: false, error: { name: "Refusal", message } });
    expect(stderr).toContain("tasks/broken.ts");
    expect(stderr).toContain("KEY is not set.");
    expect(status).toBe(1);
  });

  test("two tasks with one id", async () => {
    const root = project();
    writeFileSync(
      join(root, "tasks/copy.ts"),
      'import { task } from "@trigger.dev/sdk";\nexport const copy = task({ id: "greet", run: async () => 1 });\n',
    );
    const { status, stderr } = await flowgenRun(root, ["greet"]);
    for (const part of ['"greet"', "tasks/copy.ts", "tasks/greet.ts"]) expect(stderr).toContain(part);
    expect(status).toBe(1);
  });

  test("an SDK that is too old", async () => {
    const root = project();
    const sdk = join(root, "node_modules/@trigger.dev/sdk");
    mkdirSync(sdk, { recursive: true });
    writeFileSync(
      join(sdk, "package.json"),
      '{ "name": "@trigger.dev/sdk", "version": "4.3.0", "type": "module", "exports": { ".": "./index.js", "./package.json": "./package.json" } }',
    );
    writeFileSync(
      join(sdk, "index.js"),
      "export const task = () => ({}), schemaTask = task, logger = {}, wait = {}, defineConfig = (c) => c;",
    );
    const { status, stderr } = await flowgenRun(root, ["greet"]);
    expect(stderr).toContain("4.3.0");
    expect(stderr).toContain("4.4.2");
    expect(status).toBe(1);
  });
});
