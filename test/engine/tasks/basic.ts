import { batch, logger, task, tasks, wait } from "@trigger.dev/sdk";

export const double = task({ id: "double", run: async ({ n }: { n: number }) => ({ n: n * 2 }) });

export const chain = task({
  id: "chain",
  run: async ({ length }: { length: number }) => {
    let n = 1;
    for (let i = 0; i < length; i++) {
      n = (await tasks.triggerAndWait<typeof double>("double", { n: n % 1000 }).unwrap()).n;
    }
    return { n };
  },
});

export const fan = task({
  id: "fan",
  run: async ({ width }: { width: number }) => {
    const { runs } = await batch.triggerAndWait<typeof double>(
      Array.from({ length: width }, (_, n) => ({ id: "double" as const, payload: { n } })),
    );
    return { sum: runs.reduce((sum, run) => sum + (run.ok ? run.output.n : 0), 0) };
  },
});

export const sleeper = task({
  id: "sleeper",
  run: async ({ seconds }: { seconds: number }) => {
    const began = Date.now();
    console.log("sleeping", seconds);
    await wait.for({ seconds });
    logger.info("slept", { seconds });
    return { slept: Date.now() - began };
  },
});
