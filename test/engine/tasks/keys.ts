import { batch, idempotencyKeys, task, tasks, wait } from "@trigger.dev/sdk";

/** Runs for a while, then does as it is told; fails only in its first run of all if told so. */
let ran = 0;
export const work = task({
  id: "work",
  run: async ({
    ends,
    seconds = 0,
    name,
  }: {
    ends: "well" | "badly" | "badly at first" | "never";
    seconds?: number;
    name?: string;
  }) => {
    ran++;
    if (ends === "never") await wait.forToken(await wait.createToken());
    if (seconds > 0) await wait.for({ seconds });
    if (ends === "badly" || (ends === "badly at first" && ran === 1)) throw new Error("as told");
    return { name };
  },
});
export const forget = task({ id: "forget", run: async () => void (ran = 0) });

const retry = { maxAttempts: 2, minTimeoutInMs: 1_000, randomize: false };

/** Crashes after its first child, unless this is a retry: the key makes it find the child again. */
export const resumes = task({
  id: "resumes",
  retry,
  run: async ({ ends }: { ends: "well" | "badly at first" }, { ctx }) => {
    const first = await tasks.triggerAndWait<typeof work>("work", { ends, name: "first" }, { idempotencyKey: "first" });
    if (ctx.attempt.number === 1) throw new Error("crash");
    return { ok: first.ok, id: first.id };
  },
});

/** Begins a child in its first attempt without waiting for it, and waits for it in the second. */
export const attaches = task({
  id: "attaches",
  retry,
  run: async ({ seconds }: { seconds: number }, { ctx }) => {
    const payload = { ends: "well" as const, seconds, name: "one" };
    if (ctx.attempt.number === 1) {
      await tasks.trigger<typeof work>("work", payload, { idempotencyKey: "one" });
      throw new Error("again");
    }
    return await tasks.triggerAndWait<typeof work>("work", payload, { idempotencyKey: "one" }).unwrap();
  },
});

/** One of many that wait for one run, by a key of their root. */
export const shares = task({
  id: "shares",
  run: async ({ root, ends, seconds }: { root: string; ends: "well" | "badly" | "never"; seconds: number }) => {
    const idempotencyKey = await idempotencyKeys.create([root, "shared"], { scope: "global" });
    const { runs } = await batch.triggerAndWait<typeof work>([
      { id: "work", payload: { ends, seconds, name: "shared" }, options: { idempotencyKey } },
      { id: "work", payload: { ends: "well", name: "own" } },
    ]);
    return runs.map((run) => (run.ok ? run.output.name : "failed"));
  },
});

export const sharedBy = task({
  id: "shared-by",
  run: async (
    { count, ends = "well", seconds = 60 }: { count: number; ends?: "well" | "badly" | "never"; seconds?: number },
    { ctx },
  ) => {
    const payload = { root: ctx.run.id, ends, seconds };
    const { runs } = await batch.triggerAndWait<typeof shares>(
      Array.from({ length: count }, () => ({ id: "shares" as const, payload })),
    );
    return runs.map((run) => (run.ok ? run.output : "failed"));
  },
});

/** The same text as key in two runs: each has its own child. */
export const usesKey = task({
  id: "uses-key",
  run: async ({
    key,
    scope,
    ttl,
    pause = 0,
  }: {
    key: string | string[];
    scope?: "run" | "attempt" | "global";
    ttl?: string;
    pause?: number;
  }) => {
    const idempotencyKey = scope ? await idempotencyKeys.create(key, { scope }) : key;
    const options = { idempotencyKey, ...(ttl && { idempotencyKeyTTL: ttl }) };
    const first = await tasks.triggerAndWait<typeof work>("work", { ends: "well" }, options);
    if (pause > 0) await wait.for({ seconds: pause });
    const second = await tasks.triggerAndWait<typeof work>("work", { ends: "well" }, options);
    return { first: first.id, second: second.id };
  },
});

export const otherTask = task({
  id: "other-task",
  run: async () => {
    const idempotencyKey = await idempotencyKeys.create("same", { scope: "global" });
    const one = await tasks.triggerAndWait<typeof work>("work", { ends: "well" }, { idempotencyKey });
    const other = await tasks.triggerAndWait<typeof forget>("forget", undefined, { idempotencyKey });
    return one.id !== other.id;
  },
});

export const twiceInBatch = task({
  id: "twice-in-batch",
  run: async ({ taskIds }: { taskIds: ("work" | "forget")[] }) => {
    const items = taskIds.map((id) => ({
      id,
      payload: { ends: "well" as const },
      options: { idempotencyKey: "same" },
    }));
    const { runs } = await batch.triggerAndWait(items as { id: "work"; payload: { ends: "well" } }[]);
    return runs.map(({ ok }) => ok);
  },
});

export const afterFailure = task({
  id: "after-failure",
  run: async ({ cancel }: { cancel?: boolean }) => {
    const key = { idempotencyKey: "it" };
    const seconds = cancel ? 1_000 : 0;
    const ends = cancel ? "well" : "badly at first";
    const first = await tasks.triggerAndWait<typeof work>("work", { ends, seconds }, key);
    const second = await tasks.triggerAndWait<typeof work>("work", { ends, seconds }, key);
    return { isSame: first.id === second.id, ok: [first.ok, second.ok] };
  },
});

export const keyedBatch = task({
  id: "keyed-batch",
  run: async () => {
    const items = [{ id: "work" as const, payload: { ends: "well" as const } }];
    const one = await batch.triggerAndWait<typeof work>(items, { idempotencyKey: "batch" });
    const two = await batch.triggerAndWait<typeof work>(items, { idempotencyKey: "batch" });
    return { one: one.id, two: two.id };
  },
});
