import { expect, test } from "vitest";
import { messageOf, runsOf, useEngine } from "./support/engine.js";

const used = useEngine("misuse");

const pairs = [
  "two triggers",
  "two triggers with keys",
  "a trigger and a batch",
  "two batches",
  "a trigger and a long wait",
  "a trigger and a wait until",
  "two tokens",
  "a trigger and one that begins a little later",
  "a hundred triggers",
];

test.each(pairs)("parallel waits are refused, always, and not retried: %s", async (pair) => {
  for (let i = 0; i < 5; i++) {
    const { root } = await used.engine.run("parallel", { pair });
    expect(root).toMatchObject({
      status: "SYSTEM_FAILURE",
      error: { code: "TASK_DID_CONCURRENT_WAIT", message: /Parallel waits are not supported/ },
    });
    expect(root.attempts).toHaveLength(1);
  }
});

test("waits after one another are not taken for parallel ones", async () => {
  expect((await used.engine.run("one-after-the-other", {})).root.output).toBe("fine");
});

test("retry.onThrow beside a wait is a parallel wait", async () => {
  expect((await used.engine.run("waits-inside", {})).root.error).toMatchObject({ code: "TASK_DID_CONCURRENT_WAIT" });
});

test("the child of a refused wait was triggered all the same", async () => {
  const { root, runs } = await used.engine.run("parallel", { pair: "two triggers" });
  expect(root.status).toBe("SYSTEM_FAILURE");
  expect(runsOf(runs, "child").map(({ status }) => status)).toEqual(["COMPLETED", "COMPLETED"]);
});

test.each([
  ["empty-batch", /Failed to create batch with 0 items.*runCount/],
  ["too-many-items", /Batch runCount of 1001 exceeds maximum allowed of 1000\./],
  ["too-many-tags", /Too big.*10|at most 10|10 tags/],
  ["long-key", /400.*idempotencyKey must be 2048 characters or less/],
  ["unknown-task", /Task 'chidl' not found on locked version 'local'\. Did you mean 'child'\?/],
])("%s is refused as the platform does", async (task, message) => {
  const { root } = await used.engine.run(task, {});
  expect(root.status).toBe("FAILED");
  expect(messageOf(root)).toMatch(message);
});

test("an unknown task in a batch fails as that item", async () => {
  const { root } = await used.engine.run("unknown-in-batch", {});
  expect(root.output).toEqual(["child", expect.stringContaining("Task 'chidl' not found")]);
});

test.each([
  ["not-emulated", /does not emulate the trigger option "debounce"/],
  ["streams", /does not emulate realtime streams/],
  ["no-route", /does not emulate POST \/api\/v1\/schedules/],
])("what is not emulated fails by name: %s", async (task, message) => {
  const { root } = await used.engine.run(task, {});
  expect(root.status).toBe("FAILED");
  expect(messageOf(root)).toMatch(message);
});

test("a subscription, whose failure the SDK would swallow, ends its attempt", async () => {
  const { root } = await used.engine.run("subscribes", {});
  expect(root.status).toBe("SYSTEM_FAILURE");
  expect(messageOf(root)).toBe(`flowgen's local engine does not emulate GET /realtime/v1/runs/${root.id}.`);
});
