import { expect, test } from "vitest";
import { messageOf, runsOf, useEngine } from "./support/engine.js";

const used = useEngine("runs");
const run = async (...args: Parameters<typeof used.engine.run>) => await used.engine.run(...args);

test("a parent gets what its child returns", async () => {
  const { root, runs } = await run("parent", { n: 21 });
  expect(root).toMatchObject({ status: "COMPLETED", output: { twice: 42 }, depth: 0 });
  expect(runsOf(runs, "double")).toMatchObject([{ payload: { n: 21 }, parentId: root.id, rootId: root.id, depth: 1 }]);
  expect(root.waits).toMatchObject([{ kind: "run", number: 1, attempt: 1, on: root.children }]);
});

test("a task is retried with the delays of its own settings", async () => {
  const { root } = await run("flaky", { until: 3 });
  expect(root).toMatchObject({ status: "COMPLETED", output: { attempt: 3 } });
  const [first, second, third] = root.attempts;
  expect([first, second].map((attempt) => attempt?.error)).toMatchObject([
    { type: "BUILT_IN_ERROR", name: "TypeError", message: "attempt 1" },
    { type: "BUILT_IN_ERROR", name: "TypeError", message: "attempt 2" },
  ]);
  expect((second?.startedAt ?? 0) - (first?.endedAt ?? 0)).toBe(1_000);
  expect((third?.startedAt ?? 0) - (second?.endedAt ?? 0)).toBe(2_000);
});

test("a task that uses up its attempts has failed with its last error", async () => {
  const { root } = await run("flaky", { until: 9 });
  expect(root).toMatchObject({ status: "FAILED", error: { message: "attempt 3" } });
  expect(root.attempts).toHaveLength(3);
});

test("maxAttempts of the trigger goes before that of the task", async () => {
  const { root } = await run("flaky", { until: 5 }, { maxAttempts: 5 });
  expect(root).toMatchObject({ status: "COMPLETED", output: { attempt: 5 } });
});

test.each([
  ["AbortTaskRunError", "aborts", "enough"],
  ["skipRetrying of catchError", "skips", "not again"],
])("%s ends a run without retries", async (_, task, message) => {
  const { root } = await run(task, {});
  expect(root.status).toBe("FAILED");
  expect(root.attempts).toHaveLength(1);
  expect(messageOf(root)).toBe(message);
});

test("a payload that fails its schema is not retried", async () => {
  const { root } = await run("typed", { url: "nowhere" });
  expect(root.status).toBe("FAILED");
  expect(root.attempts).toHaveLength(1);
  expect(messageOf(root)).toMatch(/url/i);
});

test("dates and undefined go through payloads and outputs as the SDK has them", async () => {
  const at = new Date("2024-02-29T12:00:00Z");
  const { root } = await run("typed", { url: "https://example.com", at });
  expect(root.output).toEqual({ url: "https://example.com", at });
});

test("metadata of a run, and what its children write into their parent and root", async () => {
  const { root, runs } = await run("reports", { children: 3 });
  expect(root.metadata).toEqual({ stage: "done", history: ["done"], finished: 3, order: [0, 1, 2], last: 2 });
  expect(runsOf(runs, "reports-child").map(({ tags }) => tags)).toEqual([["n:0"], ["n:1"], ["n:2"]]);
  expect(runsOf(runs, "reports-child")[1]?.logs).toMatchObject([
    { level: "info", message: "reported", properties: { n: 1 }, attempt: 1 },
  ]);
});

test("runs.poll, runs.retrieve and runs.list see the runs", async () => {
  const { root } = await run("looks-back", { key: "k" });
  expect(root.output).toEqual({
    status: "COMPLETED",
    output: { n: 42 },
    tags: ["mine"],
    metadata: { from: "test" },
    isListed: true,
  });
});

test("payloads and outputs too large to be sent inline are stored", async () => {
  const { root, runs } = await run("big-parent", { size: 700_000 });
  expect(root).toMatchObject({ status: "COMPLETED", output: { length: 1_400_000 } });
  expect(runsOf(runs, "big")).toMatchObject([{ output: { text: "x".repeat(1_400_000) } }]);
});

test("idempotencyKeys.reset lets the next trigger make a new run", async () => {
  const { root } = await run("resets", {});
  expect(root.output).toEqual({ isFound: true, isNew: true });
});

test("a run cancelled by another is cancelled, and its onCancel hook has run", async () => {
  const { root, runs } = await run("cancels", {});
  expect(root.output).toBe("CANCELED");
  expect(runsOf(runs, "slow")).toMatchObject([
    { status: "CANCELED", error: { raw: "Canceled by user" }, metadata: { cancelled: true } },
  ]);
});

test("cancelling a run cancels all its descendants", async () => {
  const id = await used.engine.trigger("nested", { depth: 4, endless: true });
  await used.engine.idle();
  await used.engine.cancel(id);
  const { runs } = await used.engine.waitForRun(id);
  expect(runs).toHaveLength(5);
  expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(["CANCELED"]));
});

test("a delayed run can be rescheduled, and starts when it is due", async () => {
  const { root } = await run("reschedules", {});
  expect(root.output).toEqual({ before: "DELAYED", after: "COMPLETED", minutes: 120 });
});

test("a delay puts off the run", async () => {
  const { root } = await run("double", { n: 1 }, { delay: "90m" });
  expect((root.startedAt ?? 0) - root.createdAt).toBe(90 * 60_000);
});

test("a replay is a new run with the old payload", async () => {
  const { root } = await run("replays", {});
  expect(root.output).toEqual({ isNew: true, output: { n: 8 } });
});

test("a replay begins with the metadata that the run was triggered with", async () => {
  const { root } = await run("reports", { children: 2 }, { metadata: { from: "test" } });
  const replay = await used.engine.waitForRun(await used.engine.replay(root.id));
  expect(replay.root.metadata).toEqual(root.metadata);
  expect(root.metadata).toMatchObject({ from: "test", history: ["done"], finished: 2 });
});

test("an update of metadata that would go beyond 256 KB is dropped, with a warning", async () => {
  const { root } = await run("fills", {});
  expect(Object.keys(root.metadata)).toEqual(["first", "small"]);
  const warnings = used.events.flatMap((event) => (event.kind === "warning" ? [event.code] : []));
  expect(warnings).toEqual(["metadata-too-large", "metadata-too-large"]);
});

test("an unknown task is refused by name", async () => {
  await expect(run("dubble", {})).rejects.toThrow(
    "Task 'dubble' not found on locked version 'local'. Did you mean 'double'?",
  );
});

test("a fifth of an hour of waits takes no time here", async () => {
  const { root, runs } = await run("nested", { depth: 30 });
  expect(root.output).toBe(30);
  expect((root.endedAt ?? 0) - root.createdAt).toBe(3_600_000);
  expect(runs).toHaveLength(31);
});
