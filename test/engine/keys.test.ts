import { expect, test } from "vitest";
import { messageOf, runsOf, useEngine } from "./support/engine.js";

const used = useEngine("keys");
const run = async (...args: Parameters<typeof used.engine.run>) => await used.engine.run(...args);

test("the retry of a run finds the child that completed", async () => {
  const { root, runs } = await run("resumes", { ends: "well" });
  expect(runsOf(runs, "work")).toHaveLength(1);
  expect(root).toMatchObject({ status: "COMPLETED", output: { ok: true, id: root.children[0] } });
});

test("the retry of a run attaches to the child that still runs", async () => {
  const { root, runs } = await run("attaches", { seconds: 600 });
  expect(runsOf(runs, "work")).toHaveLength(1);
  expect(root).toMatchObject({ status: "COMPLETED", output: { name: "one" } });
});

test("a child that failed has given up its key", async () => {
  await run("forget", undefined);
  const { root, runs } = await run("after-failure", {});
  expect(root.output).toEqual({ isSame: false, ok: [false, true] });
  expect(runsOf(runs, "work").map(({ status }) => status)).toEqual(["FAILED", "COMPLETED"]);
});

test("a child that was cancelled keeps its key, and stays cancelled", async () => {
  await used.engine.fail({ kind: "cancel", taskId: "work", index: 0, atWait: 1 });
  const { root, runs } = await run("after-failure", { cancel: true });
  expect(root.output).toEqual({ isSame: true, ok: [false, false] });
  expect(runsOf(runs, "work").map(({ status }) => status)).toEqual(["CANCELED"]);
});

test("many parents wait for one run, inside batches, and all get its result", async () => {
  const { root, runs } = await run("shared-by", { count: 20 });
  expect(root.output).toEqual(Array.from({ length: 20 }, () => ["shared", "own"]));
  const shared = runsOf(runs, "work").filter(({ payload }) => (payload as { name: string }).name === "shared");
  expect(shared).toHaveLength(1);
  expect(runsOf(runs, "shares").filter(({ attachedTo }) => attachedTo[0] === shared[0]?.id)).toHaveLength(19);
});

test("those who attached get the failure too", async () => {
  const { root } = await run("shared-by", { count: 3, ends: "badly" });
  expect(root.output).toEqual(Array.from({ length: 3 }, () => ["failed", "own"]));
});

test("cancelling the root cancels the run that all share", async () => {
  const id = await used.engine.trigger("shared-by", { count: 3, ends: "never" });
  await used.engine.idle();
  await used.engine.cancel(id);
  const { runs } = await used.engine.waitForRun(id);
  const cancelled = runs.filter(({ status }) => status === "CANCELED");
  expect(cancelled.map(({ taskId }) => taskId).toSorted()).toEqual(["shared-by", "shares", "shares", "shares", "work"]);
  expect(runs.filter(({ status }) => status === "COMPLETED")).toHaveLength(3);
});

test.each([
  ["a text is scoped to its run", undefined, false],
  ["scope run", "run", false],
  ["scope global", "global", true],
] as const)("%s", async (_, scope, isShared) => {
  const [a, b] = await Promise.all([run("uses-key", { key: "k", scope }), run("uses-key", { key: "k", scope })]);
  const [first, second] = [a.root.output, b.root.output] as { first: string; second: string }[];
  expect(first?.first).toBe(first?.second);
  expect(first?.first === second?.first).toBe(isShared);
});

test("parts of a key are joined by a dash, so these two are one", async () => {
  const one = await run("uses-key", { key: ["a", "b"], scope: "global" });
  const two = await run("uses-key", { key: "a-b", scope: "global" });
  expect(two.root.output).toEqual(one.root.output);
});

test("a text of 64 characters is not scoped to its run, and that is told", async () => {
  const key = "k".repeat(64);
  const one = await run("uses-key", { key });
  const two = await run("uses-key", { key });
  expect(two.root.output).toEqual(one.root.output);
  expect(used.events).toContainEqual(
    expect.objectContaining({ kind: "warning", code: "key-of-64-characters", runId: one.root.id }),
  );
});

test("a key that has expired is forgotten", async () => {
  const { root } = await run("uses-key", { key: "k", ttl: "1m", pause: 90 });
  const { first, second } = root.output as { first: string; second: string };
  expect(first).not.toBe(second);
});

test("a key lives thirty days by itself", async () => {
  const day = 86_400;
  const kept = await run("uses-key", { key: "k", pause: 29 * day });
  expect(kept.root.output).toMatchObject({ first: (kept.root.output as { second: string }).second });
  const forgotten = await run("uses-key", { key: "k", pause: 31 * day });
  const { first, second } = forgotten.root.output as { first: string; second: string };
  expect(first).not.toBe(second);
});

test("the same key of another task is another key", async () => {
  expect((await run("other-task", {})).root.output).toBe(true);
});

test("a key twice in one batch would hang on the platform: it is refused, and told by index and key", async () => {
  const { root } = await run("twice-in-batch", { taskIds: ["work", "forget", "work"] });
  expect(root.status).toBe("FAILED");
  const message =
    'Items 0 and 2 of one batch have the same idempotency key "same" for task "work": on Trigger.dev this batch would never complete.';
  expect(messageOf(root)).toContain(message);
  expect(used.events).toContainEqual(
    expect.objectContaining({ kind: "warning", code: "duplicate-key-in-batch", message, runId: root.id }),
  );
});

test("one key for two tasks in one batch is fine", async () => {
  expect((await run("twice-in-batch", { taskIds: ["work", "forget"] })).root.output).toEqual([true, true]);
});

test("a key on a batch itself is refused when it comes again", async () => {
  const { root } = await run("keyed-batch", {});
  expect(root.status).toBe("FAILED");
  expect(messageOf(root)).toContain(
    "Cannot create batch as it has already been created with the same idempotency key.",
  );
});

test("a key from outside finds the run", async () => {
  const one = await used.engine.run("work", { ends: "well" }, { idempotencyKey: "outside" });
  expect(await used.engine.trigger("work", { ends: "well" }, { idempotencyKey: "outside" })).toBe(one.root.id);
  expect(one.root.key).toMatchObject({ key: "outside", scope: "global" });
});
