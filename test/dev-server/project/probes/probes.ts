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
import { writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { z } from "zod";

export const double = task({ id: "double", run: async ({ n }: { n: number }) => n * 2 });

export const failsOnce = task({
  id: "fails-once",
  run: async (_payload: object, { ctx }) => {
    if (ctx.attempt.number === 1) throw new TypeError("the first attempt fails");
    return { attempt: ctx.attempt.number };
  },
});

export const alwaysFails = task({
  id: "always-fails",
  run: async () => {
    throw new RangeError("always");
  },
});

export const aborts = task({
  id: "aborts",
  run: async () => {
    throw new AbortTaskRunError("not to be retried");
  },
});

export const exits = task({
  id: "exits",
  run: async () => {
    process.exit(3);
  },
});

export const strict = schemaTask({
  id: "strict",
  schema: z.object({ count: z.number() }),
  run: async ({ count }) => count,
});

/** One of each fate, in one batch: results in the order of the items. */
export const mixedBatch = task({
  id: "mixed-batch",
  run: async () => {
    const { runs } = await batch.triggerByTaskAndWait([
      { task: double, payload: { n: 1 } },
      { task: alwaysFails, payload: undefined },
      { task: aborts, payload: undefined },
      { task: exits, payload: undefined },
      { task: failsOnce, payload: {} },
      { task: double, payload: { n: 2 } },
    ]);
    return runs.map((run) => (run.ok ? run.output : { name: nameOf(run.error), of: run.taskIdentifier }));
  },
});

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** The second trigger finds the first one's run; the key of a run that failed is free again. */
export const keys = task({
  id: "keys",
  run: async () => {
    const first = await double.triggerAndWait({ n: 3 }, { idempotencyKey: "the same" });
    const second = await double.triggerAndWait({ n: 4 }, { idempotencyKey: "the same" });
    const failed = await aborts.triggerAndWait(undefined, { idempotencyKey: "fails" });
    const failedAgain = await aborts.triggerAndWait(undefined, { idempotencyKey: "fails" });
    return { isSame: first.id === second.id, output: second.ok && second.output, isNew: failed.id !== failedAgain.id };
  },
});

/** Two runs wait for one, by a key that both give. */
export const shared = task({
  id: "shared",
  run: async (_payload: object, { ctx }) => {
    const payload = { root: ctx.run.id };
    const { runs } = await batch.triggerByTaskAndWait([
      { task: attached, payload },
      { task: attached, payload },
    ]);
    return runs.map((run) => run.ok && run.output.value);
  },
});

export const attached = task({
  id: "attached",
  run: async ({ root }: { root: string }) => {
    const idempotencyKey = await idempotencyKeys.create([root, "shared node"], { scope: "global" });
    return { value: await double.triggerAndWait({ n: 21 }, { idempotencyKey }).unwrap() };
  },
});

/** Not supported by the platform. */
export const parallelWaits = task({
  id: "parallel-waits",
  retry: { maxAttempts: 1 },
  run: async () => {
    const [one, two] = await Promise.all([double.triggerAndWait({ n: 5 }), double.triggerAndWait({ n: 6 })]);
    return [one.ok, two.ok];
  },
});

export const token = task({
  id: "token",
  run: async () => {
    const given = await wait.createToken({ timeout: "1h" });
    await tasks.trigger<typeof completer>("completer", { token: given.id });
    const completed = await wait.forToken<{ answer: number }>(given.id);
    const late = await wait.createToken({ timeout: "1s" });
    const timedOut = await wait.forToken(late.id);
    return { completed: completed.ok && completed.output.answer, timedOut: timedOut.ok };
  },
});

export const completer = task({
  id: "completer",
  run: async ({ token }: { token: string }) => {
    await wait.completeToken(token, { answer: 42 });
  },
});

/** Longer than five seconds: shorter waits never reach the platform. */
export const longWait = task({
  id: "long-wait",
  run: async () => {
    await wait.for({ seconds: 6 });
    return "waited";
  },
});

export const cancels = task({
  id: "cancels",
  run: async () => {
    const { id } = await never.trigger();
    while ((await runs.retrieve(id)).status !== "EXECUTING") await setTimeout(50);
    await runs.cancel(id);
    const { status } = await runs.poll(id, { pollIntervalMs: 100 });
    return status;
  },
});

export const never = task({ id: "never", run: () => setTimeout(600_000) });

export const tells = task({
  id: "tells",
  run: async () => {
    metadata.set("stage", "begun").increment("steps", 1);
    await tags.add(["told"]);
    console.log("a line of", { the: "console" });
    logger.warn("a line of the logger", { with: { properties: ["x"] } });
    await reports.triggerAndWait();
    return metadata.current()?.["stage"];
  },
});

export const reports = task({
  id: "reports",
  run: async () => {
    metadata.parent.set("child", "was here").increment("steps", 2);
    await metadata.flush();
  },
});

/** More than the SDK sends in place. */
export const large = task({
  id: "large",
  run: async () => {
    const output = await echo.triggerAndWait({ text: "x".repeat(600_000) }).unwrap();
    return { length: output.text.length };
  },
});

export const echo = task({ id: "echo", run: async (payload: { text: string }) => payload });

/** A run of it that crashes at its second wait finds its first child by its key. */
export const resumes = task({
  id: "resumes",
  run: async (_payload: object, { ctx }) => {
    const first = await double.triggerAndWait({ n: 7 }, { idempotencyKey: "first" }).unwrap();
    if (ctx.attempt.number === 1) process.exit(1);
    return first + (await double.triggerAndWait({ n: 8 }, { idempotencyKey: "second" }).unwrap());
  },
});

/** Hears nothing any more, not even that its parent is gone. */
export const loops = task({
  id: "loops",
  run: async ({ file }: { file: string }) => {
    writeFileSync(file, String(process.pid));
    for (;;);
  },
});
