import { batch, idempotencyKeys, locals, metadata, schedules, task, wait } from "@trigger.dev/sdk";

const Own = locals.create<string>("own");

/** Keeps its id in all that is ambient, waits in several ways, and looks again. */
export const one = task({
  id: "one",
  run: async (_: unknown, { ctx }) => {
    const { id } = ctx.run;
    locals.set(Own, id);
    metadata.set("own", id);
    const key = await idempotencyKeys.create("own");
    await wait.for({ seconds: 1 + Math.random() });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 100));
    await wait.for({ minutes: 1 });
    const isOwnKey = key === (await idempotencyKeys.create("own"));
    return locals.get(Own) === id && metadata.get("own") === id && isOwnKey;
  },
});

export const crowd = task({
  id: "crowd",
  run: async ({ count }: { count: number }) => {
    const { runs } = await batch.triggerAndWait<typeof one>(
      Array.from({ length: count }, () => ({ id: "one" as const, payload: undefined })),
    );
    return runs.filter((run) => run.ok && run.output).length;
  },
});

export const changing = task({
  id: "changing",
  onStartAttempt: async () => void metadata.set("hook", "first"),
  run: async () => "first",
});

export const hooked = task({
  id: "hooked",
  onStartAttempt: async () => void metadata.set("hook", "kept"),
  run: async () => undefined,
});

export const nightly = schedules.task({
  id: "nightly",
  cron: { pattern: "0 3 * * *", timezone: "Europe/Berlin" },
  run: async ({ timestamp, timezone, type, upcoming }) => ({
    at: `${timestamp.toISOString()} ${timezone} ${type}`,
    upcoming: upcoming.slice(0, 2).map((time) => time.toISOString()),
  }),
});
