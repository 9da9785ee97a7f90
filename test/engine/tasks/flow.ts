import { batch, queue, task, tasks, wait } from "@trigger.dev/sdk";

/** Waits in a way that holds no slot of the platform's, so that what limits it is its queue. */
const spend = async (seconds: number) => {
  const began = Date.now();
  await wait.for({ seconds });
  return { began, ended: Date.now() };
};

export const narrow = queue({ name: "narrow", concurrencyLimit: 2 });

export const free = task({ id: "free", run: async ({ seconds }: { seconds: number }) => await spend(seconds) });

/** Its waits are short, so it computes all the time: it keeps its slot whatever the mode. */
export const busy = task({
  id: "busy",
  queue: narrow,
  run: async ({ seconds, name }: { seconds: number; name?: string }) => ({ ...(await spend(seconds)), name }),
});

export const single = task({
  id: "single",
  queue: { concurrencyLimit: 1 },
  run: async ({ seconds, name }: { seconds: number; name?: string }) => ({ ...(await spend(seconds)), name }),
});

interface Item {
  readonly id: "busy" | "single" | "free";
  readonly seconds: number;
  readonly options?: { concurrencyKey?: string; priority?: number; ttl?: string; queue?: string; delay?: string };
}

export const fan = task({
  id: "fan",
  run: async ({ items }: { items: Item[] }) => {
    const began = Date.now();
    const { runs } = await batch.triggerAndWait<typeof busy>(
      items.map(({ id, seconds, options }, i) => ({
        id: id as "busy",
        payload: { seconds, name: String(i) },
        ...(options && { options }),
      })),
    );
    return runs.map((run) => (run.ok ? [run.output.began - began, run.output.ended - began] : String(run.error)));
  },
});

/** Recursion through one queue: with a limit of one it can never end. */
export const recursive = task({
  id: "recursive",
  queue: { concurrencyLimit: 1 },
  run: async ({ depth }: { depth: number }): Promise<number> =>
    depth === 0 ? 0 : 1 + (await tasks.triggerAndWait<typeof recursive>("recursive", { depth: depth - 1 }).unwrap()),
});

export const nest = task({
  id: "nest",
  retry: { maxAttempts: 2, minTimeoutInMs: 1_000, randomize: false },
  run: async ({ depth, width }: { depth: number; width: number }): Promise<number> => {
    if (depth === 0) {
      await wait.for({ seconds: 1 });
      return 1;
    }
    const { runs } = await batch.triggerAndWait<typeof nest>(
      Array.from({ length: width }, () => ({ id: "nest" as const, payload: { depth: depth - 1, width } })),
    );
    return runs.reduce((sum, run) => sum + (run.ok ? run.output : 0), 0);
  },
});
