import { afterEach, describe, expect, test } from "vitest";
import { startEngine, type Engine } from "../../src/engine/index.js";
import { bundleTasks } from "./support/bundle.js";
import { messageOf, runsOf, useEngine } from "./support/engine.js";

describe("what would end a process ends an attempt", () => {
  const used = useEngine("process");
  const run = async (...args: Parameters<typeof used.engine.run>) => await used.engine.run(...args);

  test("process.exit crashes the run, after its retries", async () => {
    const { root } = await run("exits", { code: 3 });
    expect(root).toMatchObject({
      status: "CRASHED",
      error: {
        code: "TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE",
        message: "Process exited with code 3 after signal null.",
      },
    });
    expect(root.attempts).toHaveLength(3);
  });

  test("a retry after process.exit runs", async () => {
    expect((await run("exits", { code: 1, until: 3 })).root).toMatchObject({ status: "COMPLETED", output: 3 });
  });

  test.each([
    ["uncaught", "nobody caught this", "caught"],
    ["rejects", "nobody handled this", "handled"],
  ])("an error that nobody catches fails its own run alone: %s", async (task, message, output) => {
    const [failed, retried, other] = await Promise.all([
      run(task, { until: 9 }),
      run(task, { until: 2 }),
      run("heartbeat", {}),
    ]);
    expect(failed.root).toMatchObject({ status: "FAILED", error: { code: "TASK_RUN_UNCAUGHT_EXCEPTION", message } });
    expect(failed.root.attempts).toHaveLength(3);
    expect(retried.root).toMatchObject({ status: "COMPLETED", output });
    expect(other.root.status).toBe("COMPLETED");
  });

  test("a run out of memory is retried on the machine that its task names", async () => {
    const { root } = await run("out-of-memory", {});
    expect(root).toMatchObject({ status: "COMPLETED", output: "large-1x", machine: "large-1x" });
  });

  test("maxDuration counts compute, short waits among it, and is not retried", async () => {
    const { root } = await run("computes", {});
    expect(root).toMatchObject({ status: "TIMED_OUT", error: { code: "MAX_DURATION_EXCEEDED" } });
    expect(root.attempts).toHaveLength(1);
  });

  test("maxDuration does not count waits", async () => {
    expect((await run("waits-long", {})).root.output).toBe("waits do not count");
  });

  test("time is not skipped past I/O that goes on", async () => {
    expect((await run("races", {})).root.output).toBe("worked");
  });

  test("files are read from the project", async () => {
    expect((await run("reads", {})).root.output).toBe("flowgen");
  });

  test("intervals tick in virtual time", async () => {
    expect((await run("heartbeat", {})).root.output).toBe(4);
  });

  test("a task's own AsyncLocalStorage survives a wait", async () => {
    expect((await run("order", {})).root.output).toBe("mine");
  });
});

describe("faults", () => {
  const used = useEngine("process");
  const run = async (...args: Parameters<typeof used.engine.run>) => await used.engine.run(...args);

  test("a parent that crashes at any of its waits resumes, and runs no completed child twice", async () => {
    const { root, runs } = await run("steps", {});
    const count = root.waits.length;
    expect({ count, output: root.output, steps: runsOf(runs, "step").length }).toEqual({
      count: 4,
      output: 2_300,
      steps: 4,
    });
    for (let atWait = 1; atWait <= count; atWait++) {
      await used.engine.reset();
      await used.engine.fail({ kind: "crash", taskId: "steps", attempt: 1, atWait });
      const crashed = await run("steps", {});
      expect(crashed.root).toMatchObject({ status: "COMPLETED", output: 2_300 });
      expect(crashed.root.attempts).toHaveLength(2);
      expect(crashed.root.attempts[0]?.error).toMatchObject({ code: "TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE" });
      expect(runsOf(crashed.runs, "step")).toHaveLength(4);
    }
  });

  test("a fault strikes the run and the attempt it names", async () => {
    await used.engine.fail({ kind: "throw", taskId: "step", index: 2, message: "the third" });
    const { root } = await run("steps", {});
    expect(root.output).toBe(10 * (110 + 0));
  });

  test.each([
    [{ kind: "time-out" }, "TIMED_OUT", 1],
    [{ kind: "crash", exitCode: 7 }, "CRASHED", 3],
    [{ kind: "crash", outOfMemory: true }, "CRASHED", 1],
    [{ kind: "cancel" }, "CANCELED", 1],
    [{ kind: "throw", name: "OddError", message: "odd" }, "FAILED", 3],
  ] as const)("%o", async (fault, status, attempts) => {
    await used.engine.fail({ ...fault, taskId: "exits" });
    const { root } = await run("exits", { code: 0, until: 1 });
    expect(root.status).toBe(status);
    expect(root.attempts).toHaveLength(attempts);
  });

  test("a mock takes the place of a task's body, and its errors are the task's", async () => {
    await used.engine.mock("step", async (payload, { index }) => {
      if (index >= 3) throw new Error("the mock fails");
      return (payload as { n: number }).n + 1;
    });
    const { root, runs } = await run("steps", {});
    // The parent tries three times: what completed is found again, and what failed runs anew.
    const failure = "the mock fails";
    expect(runsOf(runs, "step").map(({ output, error }) => output ?? messageOf({ error }))).toEqual([
      2,
      4,
      5,
      failure,
      failure,
      failure,
    ]);
    expect(messageOf(root)).toBe("Error in step: the mock fails");
    await used.engine.mock("step", undefined);
    await used.engine.reset();
    expect((await run("steps", {})).root.output).toBe(2_300);
  });

  test("a fault for a task that does not exist is refused", async () => {
    await expect(used.engine.fail({ kind: "throw", taskId: "stpe" })).rejects.toThrow("Did you mean 'step'?");
  });
});

describe("the thread", () => {
  let engine: Engine | undefined;
  afterEach(async () => await engine?.close());
  const start = async (time: "real" | "virtual") => {
    const taskFiles = await bundleTasks(["test/engine/tasks/process.ts"], "process-thread");
    engine = await startEngine({ projectDir: process.cwd(), taskFiles, time, stuckAfter: 2_000 });
    return engine;
  };

  test("an endless loop is ended, and told by its run", async () => {
    const own = await start("virtual");
    const id = await own.trigger("loops", {});
    const error = await own.waitForRun(id).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "thread-stuck",
      message: expect.stringContaining(`${id} of task "loops"`) as string,
    });
    await expect(own.run("reads", {})).rejects.toThrow("The thread that runs the tasks was held");
  });

  test("in real time, time is real", async () => {
    const own = await start("real");
    const began = performance.now();
    const { root } = await own.run("races", {});
    expect(root.output).toBe("worked");
    expect(performance.now() - began).toBeGreaterThan(300);
    await expect(own.advance(1)).rejects.toThrow("only be advanced in virtual time");
  });
});
