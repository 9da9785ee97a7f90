import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EngineError, startEngine, type Engine, type EngineOptions } from "../../src/engine/index.js";
import { bundleTasks } from "./support/bundle.js";
import { runsOf, useEngine } from "./support/engine.js";

describe("queues", () => {
  const used = useEngine("flow", { slots: { limit: 100, whileWaiting: "held" } });
  const fan = async (items: readonly object[]) => (await used.engine.run("fan", { items })).root.output;
  const busy = { id: "busy", seconds: 4 };

  test("a queue's limit holds over all that use it", async () => {
    const spans = [0, 0, 4, 4, 8].map((second) => [second * 1_000, (second + 4) * 1_000]);
    expect(await fan([busy, busy, busy, busy, busy])).toEqual(spans);
  });

  test("each concurrency key has the limit for itself", async () => {
    const item = (concurrencyKey: string) => ({ id: "single", seconds: 2, options: { concurrencyKey } });
    expect(await fan([item("a"), item("a"), item("b")])).toEqual([
      [0, 2_000],
      [2_000, 4_000],
      [0, 2_000],
    ]);
  });

  test("the task's own queue is its id, and a trigger may name another", async () => {
    const { runs } = await used.engine.run("fan", {
      items: [
        { id: "free", seconds: 1 },
        { id: "free", seconds: 1, options: { queue: "narrow" } },
      ],
    });
    expect(runsOf(runs, "free").map(({ queue }) => queue)).toEqual(["task/free", "narrow"]);
  });

  test("a higher priority goes first among those that queue", async () => {
    const item = (priority: number) => ({ id: "single", seconds: 1, options: { priority } });
    const spans = (await fan([item(0), item(0), item(10), item(20)])) as [number, number][];
    expect(spans.map(([began]) => began)).toEqual([2_000, 3_000, 1_000, 0]);
  });

  test("a run that queues for longer than its TTL expires, and its parent hears of it", async () => {
    const long = { id: "single", seconds: 5 };
    const item = { id: "single", seconds: 5, options: { ttl: "3s" } };
    expect(await fan([long, item])).toEqual([[0, 5_000], "Run expired because the TTL (3s) was reached"]);
  });

  test("in development a run expires after ten minutes in the queue", async () => {
    const items = Array.from({ length: 4 }, () => ({ id: "single", seconds: 250 }));
    const { runs } = await used.engine.run("fan", { items });
    expect(runsOf(runs, "single").map(({ status }) => status)).toEqual([
      "COMPLETED",
      "COMPLETED",
      "COMPLETED",
      "EXPIRED",
    ]);
  });

  test("recursion through a queue of one is a deadlock, and its runs are named", async () => {
    const id = await used.engine.trigger("recursive", { depth: 2 });
    await expect(used.engine.waitForRun(id)).rejects.toThrow(
      new RegExp(
        `all 1 places of queue "task/recursive" are held by runs that wait\\.\\nHeld by:\\n  ${id} \\(recursive\\) waits for run_`,
      ),
    );
  });

  test("a deadlock that has ended, because what queued has expired, is told to whoever waits only then", async () => {
    const id = await used.engine.trigger("recursive", { depth: 2 });
    await expect.poll(async () => (await used.engine.runTree(id)).root.status).toBe("FAILED");
    await expect(used.engine.waitForRun(id)).rejects.toThrow("are held by runs that wait.");
    await used.engine.cancel(id);
    expect((await used.engine.waitForRun(id)).root.status).toBe("FAILED");
  });
});

describe("a deadlock as deployed, where nothing that queues expires", () => {
  const used = useEngine("flow", { environment: "PRODUCTION", slots: { limit: 100, whileWaiting: "held" } });

  test("whoever begins to wait when the deadlock is there hears of it, too", async () => {
    const id = await used.engine.trigger("recursive", { depth: 2 });
    await expect.poll(() => used.events).toContainEqual(expect.objectContaining({ kind: "deadlock" }));
    await expect(used.engine.waitForRun(id)).rejects.toThrow("are held by runs that wait.");
    await expect(used.engine.waitForRun(id)).rejects.toThrow("are held by runs that wait.");
  });
});

describe("slots of the environment", () => {
  let engine: Engine;
  const start = async (slots: EngineOptions["slots"]) => {
    const taskFiles = await bundleTasks(["test/engine/tasks/flow.ts"], "flow-slots");
    return await startEngine({ projectDir: process.cwd(), taskFiles, time: "virtual", slots });
  };

  describe("held while waiting", () => {
    beforeAll(async () => void (engine = await start({ limit: 4, whileWaiting: "held" })));
    afterAll(async () => await engine.close());

    test("nesting that is deeper than the slots is a deadlock that names who holds and who waits", async () => {
      const id = await engine.trigger("nest", { depth: 5, width: 1 });
      const error = await engine.waitForRun(id).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(EngineError);
      expect(error).toMatchObject({ code: "deadlock" });
      const { runs } = await engine.runTree(id);
      const held = runs.slice(0, 4).map((run) => `  ${run.id} (nest) waits for ${run.children[0]}`);
      const lines = ["Deadlock: all 4 slots of the environment are held by runs that wait.", "Held by:", ...held];
      expect((error as Error).message).toBe([...lines, "Waiting for a slot:", `  ${runs[4]?.id} (nest)`].join("\n"));
      await engine.reset();
    });

    test("what fits into the slots runs", async () => {
      expect((await engine.run("nest", { depth: 2, width: 2 })).root.output).toBe(4);
    });
  });

  describe("released while waiting", () => {
    beforeAll(async () => void (engine = await start({ limit: 2, whileWaiting: "released" })));
    afterAll(async () => await engine.close());

    test("nesting may be deeper than the slots", async () => {
      const { root, runs } = await engine.run("nest", { depth: 5, width: 2 });
      expect(root.output).toBe(32);
      // 32 leaves of one second, two at a time: no more than two ever computed at once.
      expect((root.endedAt ?? 0) - root.createdAt).toBe(16_000);
      expect(runs).toHaveLength(63);
    });

    test("a run that crashes while it waits, without a slot, gets one for its retry", async () => {
      await engine.reset();
      await engine.fail({ kind: "crash", taskId: "nest", attempt: 1, atWait: 1, index: 0 });
      const { root } = await engine.run("nest", { depth: 3, width: 2 });
      expect(root).toMatchObject({ status: "COMPLETED", output: 8 });
      expect(root.attempts).toHaveLength(2);
    });
  });
});
