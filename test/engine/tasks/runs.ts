import {
  AbortTaskRunError,
  batch,
  idempotencyKeys,
  logger,
  metadata,
  runs,
  schemaTask,
  tags,
  task,
  tasks,
  wait,
} from "@trigger.dev/sdk";
import { z } from "zod";

export const double = task({ id: "double", run: async ({ n }: { n: number }) => ({ n: n * 2 }) });

export const parent = task({
  id: "parent",
  run: async ({ n }: { n: number }) => {
    const { n: twice } = await tasks.triggerAndWait<typeof double>("double", { n }).unwrap();
    return { twice };
  },
});

/** Fails until the attempt that its payload names. */
export const flaky = task({
  id: "flaky",
  retry: { maxAttempts: 3, factor: 2, minTimeoutInMs: 1_000, maxTimeoutInMs: 60_000, randomize: false },
  run: async ({ until }: { until: number }, { ctx }) => {
    if (ctx.attempt.number < until) throw new TypeError(`attempt ${ctx.attempt.number}`);
    return { attempt: ctx.attempt.number };
  },
});

export const aborts = task({
  id: "aborts",
  retry: { maxAttempts: 5 },
  run: async () => {
    throw new AbortTaskRunError("enough");
  },
});

export const skips = task({
  id: "skips",
  retry: { maxAttempts: 5 },
  catchError: async () => ({ skipRetrying: true }),
  run: async () => {
    throw new Error("not again");
  },
});

export const typed = schemaTask({
  id: "typed",
  retry: { maxAttempts: 5 },
  schema: z.object({ url: z.string().url(), at: z.date().optional() }),
  run: async ({ url, at }) => ({ url, at }),
});

export const reports = task({
  id: "reports",
  run: async ({ children }: { children: number }) => {
    metadata.set("stage", "begun");
    const { runs: results } = await batch.triggerAndWait<typeof reportsChild>(
      Array.from({ length: children }, (_, n) => ({ id: "reports-child" as const, payload: { n } })),
    );
    metadata.set("stage", "done").append("history", "done");
    return { results: results.length, seen: metadata.current() };
  },
});

export const fills = task({
  id: "fills",
  run: async () => {
    metadata.set("first", "x".repeat(200_000));
    await metadata.flush();
    metadata.set("second", "x".repeat(100_000));
    await metadata.flush();
    await fillsRoot.triggerAndWait(undefined);
    metadata.set("small", true);
  },
});

export const fillsRoot = task({
  id: "fills-root",
  run: async () => void metadata.root.set("third", "x".repeat(100_000)),
});

export const reportsChild = task({
  id: "reports-child",
  run: async ({ n }: { n: number }) => {
    metadata.parent.increment("finished", 1).append("order", n);
    metadata.root.set("last", n);
    await tags.add([`n:${n}`]);
    logger.info("reported", { n });
    return n;
  },
});

export const looksBack = task({
  id: "looks-back",
  run: async ({ key }: { key: string }) => {
    const handle = await tasks.trigger<typeof double>(
      "double",
      { n: 21 },
      { idempotencyKey: key, tags: ["mine"], metadata: { from: "test" } },
    );
    const found = await runs.poll(handle, { pollIntervalMs: 500 });
    const listed: string[] = [];
    for await (const run of runs.list({ tag: "mine" })) listed.push(run.id);
    return {
      status: found.status,
      output: found.output,
      tags: found.tags,
      metadata: found.metadata,
      isListed: listed.includes(handle.id),
    };
  },
});

export const big = task({
  id: "big",
  run: async ({ text, times }: { text: string; times: number }) => ({ text: text.repeat(times) }),
});

export const bigParent = task({
  id: "big-parent",
  run: async ({ size }: { size: number }) => {
    const result = await tasks.triggerAndWait<typeof big>("big", { text: "x".repeat(size), times: 2 }).unwrap();
    return { length: result.text.length };
  },
});

export const resets = task({
  id: "resets",
  run: async () => {
    const key = await idempotencyKeys.create("shared", { scope: "global" });
    const first = await tasks.trigger<typeof double>("double", { n: 1 }, { idempotencyKey: key });
    const again = await tasks.trigger<typeof double>("double", { n: 1 }, { idempotencyKey: key });
    await idempotencyKeys.reset("double", key);
    const after = await tasks.trigger<typeof double>("double", { n: 1 }, { idempotencyKey: key });
    return { isFound: first.id === again.id, isNew: after.id !== first.id };
  },
});

export const cancels = task({
  id: "cancels",
  run: async () => {
    const handle = await tasks.trigger<typeof slow>("slow", { seconds: 1_000 });
    await wait.for({ seconds: 10 });
    await runs.cancel(handle.id);
    return (await runs.retrieve(handle.id)).status;
  },
});

export const slow = task({
  id: "slow",
  onCancel: async () => {
    metadata.set("cancelled", true);
  },
  run: async ({ seconds }: { seconds: number }) => {
    await wait.for({ seconds });
    return "slow";
  },
});

export const nested = task({
  id: "nested",
  run: async ({ depth, endless = false }: { depth: number; endless?: boolean }): Promise<number> => {
    if (depth === 0) {
      if (endless) await wait.forToken(await wait.createToken());
      else await wait.for({ hours: 1 });
      return 0;
    }
    return 1 + (await tasks.triggerAndWait<typeof nested>("nested", { depth: depth - 1, endless }).unwrap());
  },
});

export const reschedules = task({
  id: "reschedules",
  run: async () => {
    const handle = await tasks.trigger<typeof double>("double", { n: 1 }, { delay: "1h" });
    const before = await runs.retrieve(handle.id);
    await runs.reschedule(handle.id, { delay: "2h" });
    const ended = await runs.poll(handle, { pollIntervalMs: 60_000 });
    const waited = Number(ended.startedAt) - Number(ended.createdAt);
    return { before: before.status, after: ended.status, minutes: waited / 60_000 };
  },
});

export const replays = task({
  id: "replays",
  run: async () => {
    const handle = await tasks.trigger<typeof double>("double", { n: 4 }, { idempotencyKey: "once" });
    await runs.poll(handle);
    const replayed = await runs.replay(handle.id);
    const ended = await runs.poll<typeof double>(replayed.id);
    return { isNew: replayed.id !== handle.id, output: ended.output };
  },
});
