import { batch, idempotencyKeys, metadata, retry, runs, task, tasks, wait } from "@trigger.dev/sdk";

export const child = task({
  id: "child",
  run: async ({ seconds = 0 }: { seconds?: number }) => {
    if (seconds > 0) await wait.for({ seconds });
    return "child";
  },
});

const trigger = () => tasks.triggerAndWait<typeof child>("child", {});
const keyed = (key: string) => tasks.triggerAndWait<typeof child>("child", {}, { idempotencyKey: key });
const fan = () => batch.triggerAndWait<typeof child>([{ id: "child", payload: {} }]);

/** Every pair that the platform refuses. */
const pairs = {
  "two triggers": () => [trigger(), trigger()],
  "two triggers with keys": () => [keyed("a"), keyed("b")],
  "a trigger and a batch": () => [trigger(), fan()],
  "two batches": () => [fan(), fan()],
  "a trigger and a long wait": () => [trigger(), wait.for({ seconds: 60 })],
  "a trigger and a wait until": () => [trigger(), wait.until({ date: new Date(Date.now() + 60_000) })],
  "two tokens": () => [waitForToken(), waitForToken()],
  "a trigger and one that begins a little later": () => [trigger(), later()],
  "a hundred triggers": () => Array.from({ length: 100 }, trigger),
} satisfies Record<string, () => Promise<unknown>[]>;

async function waitForToken(): Promise<unknown> {
  const token = await wait.createToken({ timeout: "1m" });
  return await wait.forToken(token.id);
}

async function later(): Promise<unknown> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return await trigger();
}

export const pairNames = Object.keys(pairs) as (keyof typeof pairs)[];

export const parallel = task({
  id: "parallel",
  retry: { maxAttempts: 3, minTimeoutInMs: 1_000 },
  run: async ({ pair }: { pair: keyof typeof pairs }) => {
    await Promise.all(pairs[pair]());
  },
});

export const oneAfterTheOther = task({
  id: "one-after-the-other",
  run: async () => {
    for (let i = 0; i < 20; i++) {
      await trigger();
      await fan();
      await wait.for({ seconds: 60 });
    }
    return "fine";
  },
});

export const emptyBatch = task({ id: "empty-batch", run: async () => await batch.triggerAndWait([]) });

export const tooManyItems = task({
  id: "too-many-items",
  run: async () => {
    await batch.triggerAndWait<typeof child>(
      Array.from({ length: 1_001 }, () => ({ id: "child" as const, payload: {} })),
    );
  },
});

export const tooManyTags = task({
  id: "too-many-tags",
  run: async () => {
    await tasks.trigger<typeof child>("child", {}, { tags: Array.from({ length: 11 }, (_, i) => `tag ${i}`) });
  },
});

export const longKey = task({
  id: "long-key",
  run: async () => {
    const idempotencyKey = "k".repeat(2_049) as Awaited<ReturnType<typeof idempotencyKeys.create>>;
    await tasks.trigger<typeof child>("child", {}, { idempotencyKey: await idempotencyKeys.create(idempotencyKey) });
    await fetch(`${process.env["TRIGGER_API_URL"]}/api/v1/tasks/child/trigger`, {
      method: "POST",
      body: JSON.stringify({ options: { idempotencyKey } }),
    }).then(async (response) => {
      throw new Error(`${response.status} ${await response.text()}`);
    });
  },
});

export const unknownTask = task({
  id: "unknown-task",
  run: async () => await tasks.triggerAndWait("chidl", {}).unwrap(),
});

export const unknownInBatch = task({
  id: "unknown-in-batch",
  run: async () => {
    const { runs } = await batch.triggerAndWait<typeof child>([
      { id: "child", payload: {} },
      { id: "chidl" as "child", payload: {} },
    ]);
    return runs.map((run) => (run.ok ? run.output : String(run.error)));
  },
});

export const waitsInside = task({
  id: "waits-inside",
  run: async () => {
    // `retry.onThrow` waits between its attempts.
    let tries = 0;
    await Promise.all([
      trigger(),
      retry.onThrow(
        async () => {
          tries++;
          if (tries < 3) throw new Error("again");
          return tries;
        },
        { maxAttempts: 3, minTimeoutInMs: 10_000, randomize: false },
      ),
    ]);
  },
});

export const notEmulated = task({
  id: "not-emulated",
  run: async () => {
    await tasks.trigger<typeof child>("child", {}, { debounce: { key: "d", delay: "5s" } });
  },
});

export const streams = task({
  id: "streams",
  run: async () => {
    await metadata.stream("numbers", new ReadableStream({ start: (controller) => controller.close() }));
  },
});

export const subscribes = task({
  id: "subscribes",
  run: async (_: unknown, { ctx }) => {
    for await (const run of runs.subscribeToRun(ctx.run.id)) return run.status;
    return "nothing";
  },
});

export const noRoute = task({
  id: "no-route",
  run: async () => {
    const { schedules } = await import("@trigger.dev/sdk");
    await schedules.create({ task: "child", cron: "* * * * *", deduplicationKey: "d" });
  },
});
