import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DequeueExecutor } from "../../src/dev-server/dequeue-executor.js";

const waitpoint = {
  id: "waitpoint_1",
  friendlyId: "waitpoint_1",
  type: "DATETIME",
  completedAt: new Date(0),
  outputIsError: false,
} as const;

describe("what the command line takes", () => {
  it("is all that was dequeued, once, in order", async () => {
    const executor = new DequeueExecutor();
    executor.dequeued("run_1");
    executor.dequeued("run_2");
    expect(await executor.take(1_000)).toEqual(["run_1", "run_2"]);
    expect(await executor.take(1)).toEqual([]);
  });

  it("comes to a request that was waiting for it", async () => {
    const executor = new DequeueExecutor();
    const taken = executor.take(60_000);
    executor.dequeued("run_1");
    expect(await taken).toEqual(["run_1"]);
  });

  it("is no run that it still has: it would ignore it", async () => {
    const executor = new DequeueExecutor();
    executor.dequeued("run_1");
    await executor.take(1);
    executor.dequeued("run_1");
    expect(await executor.take(1)).toEqual([]);
    executor.release("run_1");
    expect(await executor.take(1)).toEqual(["run_1"]);
  });

  it("is every run that is due, after the connection was lost", async () => {
    const executor = new DequeueExecutor();
    for (const run of ["run_1", "run_2", "run_3"]) executor.dequeued(run);
    await executor.take(1);
    executor.dequeued("run_1");
    executor.dequeued("run_3");
    executor.releaseAll();
    expect(await executor.take(1)).toEqual(["run_1", "run_3"]);
  });
});

describe("what the command line is told", () => {
  const setUp = () => {
    const executor = new DequeueExecutor();
    const notified: string[] = [];
    executor.notify = (runId) => notified.push(runId);
    return { executor, notified, started: executor.record("run_1", { status: "EXECUTING", attempt: 2 }) };
  };

  it("is nothing new while nothing has happened", () => {
    const { executor, notified, started } = setUp();
    expect(executor.latest("run_1")).toEqual(started);
    expect(executor.latest("run_2")).toBeUndefined();
    expect(notified).toEqual([]);
  });

  it("is a new snapshot with what the run waited for", () => {
    const { executor, notified, started } = setUp();
    executor.resume("run_1", 2, [waitpoint]);
    const resumed = executor.latest("run_1");
    expect(resumed).toMatchObject({ status: "EXECUTING", attempt: 2, waitpoints: [waitpoint] });
    expect(resumed?.id).not.toBe(started.id);
    expect(notified).toEqual(["run_1"]);
  });

  it("is a cancellation, as new at each look: a worker that was starting has missed the first", () => {
    const { executor, notified } = setUp();
    executor.cancel("run_1", 2);
    const looks = [executor.latest("run_1"), executor.latest("run_1")];
    expect(looks.map((snapshot) => snapshot?.status)).toEqual(["PENDING_CANCEL", "PENDING_CANCEL"]);
    expect(new Set(looks.map((snapshot) => snapshot?.id)).size).toBe(2);
    expect(notified).toEqual(["run_1"]);
  });
});

describe("silence", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("counts from the last sign of life of an attempt that executes", () => {
    const executor = new DequeueExecutor();
    executor.record("run_1", { status: "EXECUTING", attempt: 1 });
    executor.record("run_2", { status: "EXECUTING", attempt: 3 });
    executor.record("run_3", { status: "PENDING_EXECUTING", attempt: 0 });
    vi.advanceTimersByTime(50_000);
    executor.noteLife("run_1");
    vi.advanceTimersByTime(20_000);
    expect(executor.silentFor(60_000)).toEqual([{ runId: "run_2", attempt: 3 }]);
  });

  it("is over when the attempt is", () => {
    const executor = new DequeueExecutor();
    executor.record("run_1", { status: "EXECUTING", attempt: 1 });
    executor.record("run_1", { status: "FINISHED", attempt: 1 });
    executor.noteLife("run_1");
    vi.advanceTimersByTime(70_000);
    expect(executor.silentFor(60_000)).toEqual([]);
  });
});
