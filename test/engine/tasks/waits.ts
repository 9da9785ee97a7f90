import { batch, metadata, task, tasks, wait } from "@trigger.dev/sdk";

export const times = task({
  id: "times",
  run: async () => {
    const seen: number[] = [];
    const began = Date.now();
    const mark = () => seen.push((Date.now() - began) / 1_000);
    await wait.for({ seconds: 5 });
    mark();
    await wait.for({ minutes: 10 });
    mark();
    await wait.until({ date: new Date(Date.now() + 3_600_000) });
    mark();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    mark();
    await wait.for({ years: 1 });
    mark();
    return seen;
  },
});

export const approval = task({
  id: "approval",
  run: async ({ timeout, key }: { timeout?: string; key?: string }) => {
    const token = await wait.createToken({
      ...(timeout && { timeout }),
      ...(key && { idempotencyKey: key }),
      tags: ["approval"],
    });
    metadata.set("token", token.id).set("url", token.url);
    const result = await wait.forToken<{ by: string }>(token);
    const after = await wait.retrieveToken(token);
    return result.ok
      ? { ok: true, by: result.output.by, status: after.status }
      : { ok: false, error: result.error.message, status: after.status };
  },
});

export const selfMade = task({
  id: "self-made",
  run: async () => {
    const token = await wait.createToken({ timeout: "1h" });
    await tasks.trigger<typeof completes>("completes", { id: token.id });
    return await wait.forToken<string>(token).unwrap();
  },
});

export const completes = task({
  id: "completes",
  run: async ({ id }: { id: string }) => {
    await wait.for({ minutes: 30 });
    await wait.completeToken(id, "done");
  },
});

export const keyedWait = task({
  id: "keyed-wait",
  retry: { maxAttempts: 2, minTimeoutInMs: 1_000, randomize: false },
  run: async (_: unknown, { ctx }) => {
    const began = Date.now();
    await wait.for({ hours: 2, idempotencyKey: `wait-${ctx.run.id}` });
    if (ctx.attempt.number === 1) throw new Error("after the wait");
    return (Date.now() - began) / 1_000;
  },
});

export const hooked = task({
  id: "hooked",
  onWait: async ({ wait: { type } }) => void metadata.append("hooks", `wait ${type}`),
  onResume: async ({ wait: { type } }) => void metadata.append("hooks", `resume ${type}`),
  onStartAttempt: async () => void metadata.append("hooks", "start"),
  onSuccess: async () => void metadata.append("hooks", "success"),
  onComplete: async () => void metadata.append("hooks", "complete"),
  run: async () => {
    await wait.for({ seconds: 30 });
    await tasks.triggerAndWait<typeof leaf>("leaf", undefined);
    await batch.triggerAndWait<typeof leaf>([{ id: "leaf", payload: undefined }]);
    await wait.forToken(await wait.createToken({ timeout: "1m" }));
  },
});

export const leaf = task({ id: "leaf", run: async () => "leaf" });

export const mixed = task({
  id: "mixed",
  run: async () => {
    const { runs } = await batch.triggerAndWait<typeof leaf | typeof fails>([
      { id: "leaf", payload: undefined },
      { id: "fails", payload: undefined },
      { id: "leaf", payload: undefined },
    ]);
    return runs.map((run) => ({ id: run.taskIdentifier, value: run.ok ? run.output : (run.error as Error).message }));
  },
});

export const fails = task({
  id: "fails",
  run: async (): Promise<string> => {
    throw new Error("no");
  },
});
