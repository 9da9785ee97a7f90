import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { build } from "../src/build.js";
import { type Engine, type RunRecord, startEngine } from "../src/engine/index.js";
import { bundleTasks } from "./engine/support/bundle.js";
import { messageOf, runsOf } from "./engine/support/engine.js";
import { makeProject } from "./support/project.js";

// What definitions say as a whole, seen in runs: a project is built and run on the local engine, in virtual time.

const project = {
  "src/tasks.ts": `import { task } from "@trigger.dev/sdk";

type Payload = { n: number; tenant: string };
export const addOne = task({ id: "add-one", run: async ({ n, tenant }: Payload) => ({ n: n + 1, tenant }) });
export const double = task({ id: "double", run: async ({ n, tenant }: Payload) => ({ n: n * 2, tenant }) });
`,
  "definitions/registry.ts": `import { createFlow } from "flowgen";

export const { defineTrack, defineOrchestrator } = createFlow<typeof import("../src/tasks.js")>();
`,
  "definitions/flows.ts": `import { z } from "zod";
import { defineOrchestrator, defineTrack } from "./registry.js";

const Input = z.object({ n: z.number(), tenant: z.string().default("nobody") });

export const optionsTrack = defineTrack({
  name: "OptionsTrack",
  input: Input,
  options: { machine: "medium-1x", retry: { maxAttempts: 2, minTimeoutInMs: 1000 } },
  tasks: [
    { taskName: "add-one", options: { priority: 7, machine: "micro", delay: "1h" } },
    {
      taskName: "double",
      forEach: ({ n, tenant }) => [{ n, tenant }, { n: n + 1, tenant }],
      options: (item, { input, index }) => ({
        concurrencyKey: input.tenant,
        tags: [\`n:\${item.n}\`, \`index:\${index}\`],
        metadata: { tenant: input.tenant },
      }),
    },
  ],
});

export const hookedTrack = defineTrack({
  name: "HookedTrack",
  input: Input,
  options: { retry: { maxAttempts: 2, minTimeoutInMs: 1000 } },
  tasks: [{ taskName: "add-one" }, { taskName: "double" }],
  onStartAttempt: ({ payload, ctx }) => console.log("starts", payload.tenant, ctx.attempt.number),
  onSuccess: ({ payload, output }) => console.log("succeeds", payload.n, output.n),
  onFailure: async ({ error }) => console.log("fails", error instanceof Error ? error.name : error),
  onComplete: ({ result }) => console.log("ends", result.ok),
});

export const resumedTrack = defineTrack({
  name: "ResumedTrack",
  input: Input,
  resume: { key: (input) => input.tenant, ttl: "7d" },
  tasks: [
    { taskName: "add-one" },
    { taskName: "double", forEach: ({ n, tenant }) => [{ n, tenant }, { n: n + 10, tenant }] },
    { taskName: "double", name: "b-c", inputMapper: (all, { input }) => ({ n: all.length, tenant: input.tenant }) },
    { taskName: "double", name: "c" },
  ],
});

for (const [name, ttl] of [["AskedForAWeek", "7d"], ["Asked", undefined]] as const) {
  defineTrack({
    name,
    input: Input,
    resume: { key: (input) => input.tenant, ttl },
    tasks: [
      { taskName: "add-one" },
      { name: "cool off", wait: { hours: 1 } },
      { name: "approve", approval: { timeout: "1d", output: z.number(), onTimeout: 0 } },
    ],
  });
}

export const resumedLanes = defineOrchestrator({
  name: "ResumedLanes",
  input: Input,
  resume: { key: (input) => input.tenant },
  tracks: [
    { taskName: "add-one", name: "A" },
    { taskName: "add-one", name: "B" },
    { taskName: "double", name: "C" },
    { taskName: "double", name: "D" },
  ],
  trackDependencies: { C: ["A"], D: ["B"] },
  trackInputMappings: { C: (outputs) => outputs.A, D: (outputs) => outputs.B },
  output: (outputs) => [outputs.C.n, outputs.D.n],
  cron: { pattern: "0 8 * * *", timezone: "Europe/Berlin" },
  cronPayload: ({ timestamp }) => ({ n: timestamp.getUTCDate(), tenant: "scheduled" }),
});
`,
};

let root: string;
let engine: Engine;

beforeAll(async () => {
  root = makeProject(project);
  const { diagnostics } = await build({ cwd: root, cache: false, typecheck: false });
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  const generated = ["tracks", "orchestrators"].flatMap((folder) =>
    readdirSync(join(root, "generated", folder)).map((file) => `./generated/${folder}/${file}`),
  );
  const all = ["./src/tasks.ts", ...generated].map((file) => `export * from "${file}";\n`).join("");
  writeFileSync(join(root, "all.ts"), all);
  const taskFiles = await bundleTasks([join(root, "all.ts")], basename(root));
  engine = await startEngine({ projectDir: process.cwd(), taskFiles, time: "virtual", tokenTimeouts: "hold" });
}, 60_000);
afterEach(async () => await engine.reset());
afterAll(async () => {
  await engine?.close();
  rmSync(root, { recursive: true, force: true });
});

const logs = (runs: readonly RunRecord[], taskId: string): string[] =>
  runsOf(runs, taskId).flatMap((run) => run.logs.map(({ message }) => message));

const DAY = 24 * 3_600_000;

const hoursOf = ({ createdAt, endedAt = 0 }: RunRecord): number => Math.floor((endedAt - createdAt) / 3_600_000);

test("options reach their runs", async () => {
  const { root: run, runs } = await engine.run("options-track", { n: 1, tenant: "acme" });
  expect(run).toMatchObject({ status: "COMPLETED", output: [4, 6].map((n) => ({ n, tenant: "acme" })) });
  expect(run.machine).toBe("medium-1x");
  const [first] = runsOf(runs, "add-one");
  expect(first).toMatchObject({ machine: "micro" });
  expect((first?.startedAt ?? 0) - (first?.createdAt ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  expect(runsOf(runs, "double")).toMatchObject([
    { concurrencyKey: "acme", tags: ["n:2", "index:0"], metadata: { tenant: "acme" } },
    { concurrencyKey: "acme", tags: ["n:3", "index:1"], metadata: { tenant: "acme" } },
  ]);
});

test("hooks are called with the payload as it was parsed, and the output", async () => {
  const { runs } = await engine.run("hooked-track", { n: 1 });
  expect(logs(runs, "hooked-track")).toEqual(["starts nobody 1", "succeeds 1 4", "ends true"]);
});

test("a failed task is not retried by its parent; its hooks hear of it once", async () => {
  await engine.fail({ kind: "throw", taskId: "double", message: "no" });
  const { root: run, runs } = await engine.run("hooked-track", { n: 1 });
  expect(run.status).toBe("FAILED");
  expect(logs(runs, "hooked-track")).toEqual(["starts nobody 1", "fails SubtaskUnwrapError", "ends false"]);
});

test("a second run with the same key takes what has completed, one with another key does not", async () => {
  const first = await engine.run("resumed-track", { n: 1, tenant: "acme" });
  const again = await engine.run("resumed-track", { n: 1, tenant: "acme" });
  const other = await engine.run("resumed-track", { n: 5, tenant: "other" });
  expect([first, again, other].map(({ root: run }) => run.output)).toEqual([
    { n: 8, tenant: "acme" },
    { n: 8, tenant: "acme" },
    { n: 8, tenant: "other" },
  ]);
  expect([first, again, other].map(({ root: run }) => run.children.length)).toEqual([5, 0, 5]);
});

test("a replay goes on where the run has failed", async () => {
  await engine.fail({ kind: "throw", taskId: "double", index: 2, message: "no" });
  const failed = await engine.run("resumed-track", { n: 1, tenant: "acme" });
  expect(failed.root.status).toBe("FAILED");
  await engine.clearFaults();
  const replay = await engine.waitForRun(await engine.replay(failed.root.id));
  expect(replay.root).toMatchObject({ status: "COMPLETED", output: { n: 8, tenant: "acme" } });
  expect(replay.root.attachedTo).toHaveLength(3);
  expect(replay.root.children).toHaveLength(2);
});

test("parts of a key that would be joined to the same text stay apart", async () => {
  await engine.run("resumed-track", { n: 1, tenant: "a" });
  const { root: run } = await engine.run("resumed-track", { n: 1, tenant: "a-b" });
  expect(run.children).toHaveLength(5);
});

test.each([
  ["asked-for-a-week", 7],
  ["asked", 30],
])("what %s has waited for is kept as long as what it has run: %i days", async (id, days) => {
  const ask = async (answer: number) => {
    const started = await engine.trigger(id, { n: 1, tenant: "acme" });
    await engine.idle();
    const open = (await engine.tokens()).filter(({ status }) => status === "WAITING");
    for (const token of open) await engine.completeToken(token.id, answer);
    const { root: run } = await engine.waitForRun(started);
    return { output: run.output, ran: run.children.length, asked: open.length, hours: hoursOf(run) };
  };
  expect(await ask(5)).toEqual({ output: 5, ran: 1, asked: 1, hours: 1 });
  await engine.advance(2 * DAY);
  expect(await ask(6)).toEqual({ output: 5, ran: 0, asked: 0, hours: 0 });
  await engine.advance((days - 1) * DAY);
  expect(await ask(6)).toEqual({ output: 6, ran: 1, asked: 1, hours: 1 });
});

test("what was cancelled stays cancelled for its key", async () => {
  await engine.fail({ kind: "cancel", taskId: "add-one" });
  await engine.run("resumed-track", { n: 1, tenant: "acme" });
  await engine.clearFaults();
  const { root: run } = await engine.run("resumed-track", { n: 1, tenant: "acme" });
  expect(run.status).toBe("FAILED");
  expect(messageOf(run)).not.toBe("");
  expect(run.children).toEqual([]);
});

test("runs inside the regions of a graph have their keys in every run of it", async () => {
  await engine.fail({ kind: "throw", taskId: "double", index: 1, message: "no" });
  const failed = await engine.run("resumed-lanes", { n: 1, tenant: "acme" });
  expect(failed.root.status).toBe("FAILED");
  await engine.clearFaults();
  const { root: run, runs } = await engine.run("resumed-lanes", { n: 1, tenant: "acme" });
  expect(run).toMatchObject({ status: "COMPLETED", output: [4, 4] });
  expect(runs.filter(({ rootId, taskId }) => rootId === run.id && /^(add-one|double)$/.test(taskId))).toHaveLength(1);
});

test("a schedule triggers its orchestrator with the payload that it makes", async () => {
  const { root: run } = await engine.waitForRun(
    await engine.triggerSchedule("resumed-lanes.schedule", new Date("2026-03-17T07:00:00Z")),
  );
  expect(run.status).toBe("COMPLETED");
  const { root: started } = await engine.waitForRun(run.children[0] ?? "");
  expect(started).toMatchObject({ taskId: "resumed-lanes", status: "COMPLETED", output: [36, 36] });
});
