import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { batch, OutOfMemoryError, task, tasks, wait } from "@trigger.dev/sdk";

const retry = { maxAttempts: 3, minTimeoutInMs: 1_000, factor: 2, randomize: false };

export const exits = task({
  id: "exits",
  retry,
  run: async ({ code, until = 9 }: { code: number; until?: number }, { ctx }) => {
    if (ctx.attempt.number < until) process.exit(code);
    return ctx.attempt.number;
  },
});

export const uncaught = task({
  id: "uncaught",
  retry,
  run: async ({ until }: { until: number }, { ctx }) => {
    if (ctx.attempt.number >= until) return "caught";
    setTimeout(() => {
      throw new RangeError("nobody caught this");
    }, 10);
    return await new Promise<string>(() => undefined);
  },
});

export const rejects = task({
  id: "rejects",
  retry,
  run: async ({ until }: { until: number }, { ctx }) => {
    if (ctx.attempt.number >= until) return "handled";
    void Promise.reject(new RangeError("nobody handled this"));
    await sleep(1_000);
    return "late";
  },
});

export const outOfMemory = task({
  id: "out-of-memory",
  machine: "small-1x",
  retry: { ...retry, outOfMemory: { machine: "large-1x" } },
  run: async (_: unknown, { ctx }) => {
    if (ctx.machine?.name === "small-1x") throw new OutOfMemoryError();
    return ctx.machine?.name;
  },
});

/** Computes for ever, a little at a time. */
export const computes = task({
  id: "computes",
  maxDuration: 5,
  retry,
  run: async () => {
    for (;;) {
      await wait.for({ seconds: 2 });
    }
  },
});

export const waitsLong = task({
  id: "waits-long",
  maxDuration: 5,
  run: async () => {
    await wait.for({ days: 3 });
    return "waits do not count";
  },
});

export const loops = task({
  id: "loops",
  run: async () => {
    // oxlint-disable-next-line no-empty
    for (;;) {}
  },
});

/** I/O beside a timer: the timer must not be skipped to while the I/O goes on. */
export const races = task({
  id: "races",
  run: async () => {
    const run = promisify(execFile);
    const work = run(process.execPath, ["-e", "setTimeout(() => console.log('worked'), 300)"]);
    const late = new Promise<string>((settle) => setTimeout(() => settle("late"), 60_000));
    return await Promise.race([work.then(({ stdout }) => stdout.trim()), late]);
  },
});

export const reads = task({
  id: "reads",
  run: async () => {
    const own = await readFile("package.json", "utf8");
    return (JSON.parse(own) as { name: string }).name;
  },
});

export const heartbeat = task({
  id: "heartbeat",
  run: async () => {
    let beats = 0;
    const timer = setInterval(() => beats++, 1_000);
    await wait.for({ seconds: 4.5 });
    clearInterval(timer);
    return beats;
  },
});

export const step = task({ id: "step", run: async ({ n }: { n: number }) => n * 10 });

/** Four waits, each with a key: what a generated track looks like. */
export const steps = task({
  id: "steps",
  retry,
  run: async () => {
    const a = await tasks.triggerAndWait<typeof step>("step", { n: 1 }, { idempotencyKey: "a" }).unwrap();
    const { runs } = await batch.triggerAndWait<typeof step>([
      { id: "step", payload: { n: a + 1 }, options: { idempotencyKey: "b" } },
      { id: "step", payload: { n: a + 2 }, options: { idempotencyKey: "c" } },
    ]);
    await wait.for({ hours: 1, idempotencyKey: "pause" });
    const [b, c] = runs.map((run) => (run.ok ? run.output : 0));
    const d = await tasks
      .triggerAndWait<typeof step>("step", { n: (b ?? 0) + (c ?? 0) }, { idempotencyKey: "d" })
      .unwrap();
    return d;
  },
});

export const order = task({
  id: "order",
  run: async () => {
    const { AsyncLocalStorage } = await import("node:async_hooks");
    const own = new AsyncLocalStorage<string>();
    return await own.run("mine", async () => {
      await tasks.triggerAndWait<typeof step>("step", { n: 1 });
      return own.getStore();
    });
  },
});
