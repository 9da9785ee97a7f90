import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test, vi } from "vitest";
import { makeProject } from "../support/project.js";

// Each test is a process of its own that loads the SDK: a few at a time.
vi.setConfig({ maxConcurrency: 3 });

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Interaction {
  readonly input?: string;
  /** Called with what was printed so far; may send signals. */
  readonly onOutput?: (stderr: string, kill: (signal: NodeJS.Signals) => void) => void;
}

function flowgenRun(cwd: string, args: readonly string[], { input = "", onOutput }: Interaction = {}): Promise<Ended> {
  const child = spawn(process.execPath, [cli, "run", ...args], { cwd, env: { ...process.env, NO_COLOR: "1" } });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    onOutput?.(stderr, (signal) => child.kill(signal));
  });
  child.stdin.end(input);
  return new Promise((settle) => child.once("close", (status) => settle({ status, stdout, stderr })));
}

const config = `import { defineConfig } from "@trigger.dev/sdk";
export default defineConfig({
  project: "proj_x",
  maxDuration: 60,
  dirs: ["./tasks"],
  retries: { enabledInDev: true, default: { maxAttempts: 2, minTimeoutInMs: 100, maxTimeoutInMs: 100 } },
});
`;

const tasks = `import { logger, schemaTask, task, wait } from "@trigger.dev/sdk";
import { z } from "zod";

export const greet = schemaTask({
  id: "greet",
  schema: z.object({ name: z.string(), from: z.object({ towns: z.array(z.string()) }).optional() }),
  run: async ({ name }, { ctx }) => {
    if (name === "nobody" || (name === "twice" && ctx.attempt.number === 1)) throw new RangeError("There is nobody.");
    logger.info("greeting", { name });
    return { greeting: \`Hello, \${name}\` };
  },
});

export const greetAll = task({
  id: "greet-all",
  run: async ({ names }: { names: string[] }) => {
    const { runs } = await greet.batchTriggerAndWait(names.map((name) => ({ payload: { name } })));
    return runs.map((run) => (run.ok ? run.output.greeting : "nobody"));
  },
});

export const later = task({
  id: "later",
  run: async () => {
    await wait.for({ days: 2 });
    return { cwd: process.cwd(), stage: process.env.STAGE };
  },
});

export const stubborn = task({
  id: "stubborn",
  run: async () => {
    console.log("I go on");
    await new Promise((done) => setTimeout(done, 600_000));
  },
});

export const patient = task({
  id: "patient",
  run: async () => {
    await stubborn.triggerAndWait(undefined);
  },
});
`;

const project = (): string =>
  makeProject({ "trigger.config.ts": config, "tasks/greet.ts": tasks, ".env": "STAGE=local\n" });

describe("flowgen run", { concurrent: true }, () => {
  test("prints the output alone on standard output, and what happens on standard error", async () => {
    const root = project();
    const { status, stdout, stderr } = await flowgenRun(root, [
      "greet-all",
      "--payload",
      '{"names":["Ann","twice","Cy","Di","Ed"]}',
    ]);
    expect(stderr).toContain("greet #2 failed: RangeError: There is nobody.; retry in 0.1s");
    expect(stderr).toMatch(/✔ greet-all [\d.]+s\n└─ ✔ greet × 5 1 retried, [\d.]+s\n/);
    expect(stderr).toMatch(/✔ greet-all completed in [\d.]+s \(6 runs, 1 retried\)\n$/);
    expect(JSON.parse(stdout)).toEqual(["Ann", "twice", "Cy", "Di", "Ed"].map((name) => `Hello, ${name}`));
    expect(status).toBe(0);
    // Nothing is left behind.
    expect(readdirSync(join(root, "node_modules/.cache/flowgen"))).toEqual([]);
  });

  test("takes the payload from standard input, and shows what tasks log", async () => {
    const { status, stdout, stderr } = await flowgenRun(project(), ["greet", "--logs"], { input: '{"name":"Ann"}\n' });
    expect(stderr).toContain('greet │ greeting {"name":"Ann"}');
    expect(JSON.parse(stdout)).toEqual({ greeting: "Hello, Ann" });
    expect(status).toBe(0);
  });

  test("tells of a failure where it is in the sources, and ends with 1", async () => {
    const root = project();
    writeFileSync(join(root, "payload.json"), '{"name":"nobody"}');
    const { status, stdout, stderr } = await flowgenRun(root, ["greet", "--payload-file", "payload.json"]);
    expect(stdout).toBe("");
    expect(stderr).toContain("✖ greet failed in attempt 2");
    expect(stderr).toContain("RangeError: There is nobody.");
    expect(stderr).toMatch(/at .*tasks\/greet\.ts:8:\d+/);
    expect(status).toBe(1);
  });

  test("skips waits in virtual time, gives tasks the folder and the variables of the project", async () => {
    const root = project();
    const { status, stdout, stderr } = await flowgenRun(join(root, ".."), ["later", "--virtual-time", "--cwd", root]);
    expect(JSON.parse(stdout)).toEqual({ cwd: root, stage: "local" });
    expect(stderr).toContain("completed in 2d 00h");
    expect(status).toBe(0);
  });

  test("--json prints the tree of runs, and nothing else", async () => {
    const { status, stdout, stderr } = await flowgenRun(project(), [
      "greet-all",
      "--json",
      "--payload",
      '{"names":["Ann"]}',
    ]);
    const { ok, root, runs } = JSON.parse(stdout);
    expect(ok).toBe(true);
    expect(root).toMatchObject({ taskId: "greet-all", status: "COMPLETED", output: ["Hello, Ann"] });
    expect(runs[1]).toMatchObject({
      taskId: "greet",
      parentId: root.id,
      payload: { name: "Ann" },
      attempts: [{ number: 1 }],
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("--slots finds a deadlock, and says who holds and who waits", async () => {
    const { status, stderr } = await flowgenRun(project(), ["patient", "--slots", "1"]);
    expect(stderr).toContain("Deadlock: all 1 slots are held");
    expect(stderr).toContain("patient holds a slot and waits\n  stubborn waits for a slot");
    expect(status).toBe(1);
  });

  test("Ctrl-C cancels everything, and says what was going on", async () => {
    let sent = false;
    const { status, stderr } = await flowgenRun(project(), ["patient", "--logs"], {
      onOutput(printed, kill) {
        if (!sent && printed.includes("I go on")) kill("SIGINT");
        sent ||= printed.includes("I go on");
      },
    });
    expect(stderr).toContain("Cancelling. This was going on:\n  stubborn running");
    expect(stderr).toMatch(/⊘ patient cancelled.*\n└─ ⊘ stubborn cancelled/);
    expect(status).toBe(1);
  });
});

describe("bad input is answered with a way out", { concurrent: true }, () => {
  test("an unknown task", async () => {
    const { status, stderr } = await flowgenRun(project(), ["great"]);
    expect(stderr).toContain('There is no task "great". Did you mean "greet"?\n\n  greet      tasks/greet.ts\n');
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
    const { status, stderr } = await flowgenRun(root, ["greet"]);
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
