import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { useEngine } from "./support/engine.js";

const used = useEngine("waits");
const run = async (...args: Parameters<typeof used.engine.run>) => await used.engine.run(...args);

/** The first token that a run waits for. */
async function waitingToken(): Promise<string> {
  for (;;) {
    const token = (await used.engine.tokens()).find(({ waitingRuns }) => waitingRuns.length > 0);
    if (token) return token.id;
    await sleep(5);
  }
}

test("waits and timers of tasks are skipped, and Date agrees", async () => {
  const year = 365 * 86_400;
  expect((await run("times", {})).root.output).toEqual([5, 605, 4_205, 4_206.5, 4_206.5 + year]);
});

test("a token completed from outside resumes its run with the output", async () => {
  const id = await used.engine.trigger("approval", {});
  await used.engine.completeToken(await waitingToken(), { by: "Ada" });
  const { root } = await used.engine.waitForRun(id);
  expect(root.output).toEqual({ ok: true, by: "Ada", status: "COMPLETED" });
  expect(root.waits).toMatchObject([{ kind: "token", on: [root.metadata["token"]] }]);
});

test("a token can be completed by a POST to its URL", async () => {
  const id = await used.engine.trigger("approval", {});
  await waitingToken();
  const { root: waiting } = await used.engine.runTree(id);
  expect(waiting.status).toBe("WAITING");
  const response = await fetch(String(waiting.metadata["url"]), {
    method: "POST",
    body: JSON.stringify({ by: "webhook" }),
  });
  expect(response.status).toBe(200);
  expect((await used.engine.waitForRun(id)).root.output).toMatchObject({ ok: true, by: "webhook" });
});

test("a token that nobody completes times out", async () => {
  const { root } = await run("approval", { timeout: "24h" });
  expect(root.output).toMatchObject({
    ok: false,
    status: "TIMED_OUT",
    error: expect.stringContaining("timed out") as string,
  });
  expect((root.endedAt ?? 0) - root.createdAt).toBe(86_400_000);
});

test("a token's key finds it again, complete as it is", async () => {
  const id = await used.engine.trigger("approval", { key: "release-7" });
  await used.engine.completeToken(await waitingToken(), { by: "Ada" });
  await used.engine.waitForRun(id);
  expect((await run("approval", { key: "release-7" })).root.output).toMatchObject({ by: "Ada" });
  expect(await used.engine.tokens()).toHaveLength(1);
});

test("a run that waits for a token alone makes the engine idle, and that is told", async () => {
  const id = await used.engine.trigger("approval", {});
  const token = await waitingToken();
  await expect.poll(() => used.events).toContainEqual(expect.objectContaining({ kind: "idle", tokens: [token] }));
  await used.engine.cancel(id);
  expect((await used.engine.waitForRun(id)).root.status).toBe("CANCELED");
});

test("a token completed by another run", async () => {
  const { root } = await run("self-made", {});
  expect(root).toMatchObject({ status: "COMPLETED", output: "done" });
});

test("a wait with a key is not waited for again by a retry", async () => {
  expect((await run("keyed-wait", {})).root.output).toBe(0);
});

test("hooks are called around each wait, in order", async () => {
  const { root } = await run("hooked", {});
  const waits = ["duration", "task", "batch", "token"].flatMap((kind) => [`wait ${kind}`, `resume ${kind}`]);
  expect(root.metadata["hooks"]).toEqual(["start", ...waits, "success", "complete"]);
  expect(root.waits.map(({ kind }) => kind)).toEqual(["duration", "run", "batch", "token"]);
});

test("the results of a batch come in item order, failures among them", async () => {
  expect((await run("mixed", {})).root.output).toEqual([
    { id: "leaf", value: "leaf" },
    { id: "fails", value: "no" },
    { id: "leaf", value: "leaf" },
  ]);
});
