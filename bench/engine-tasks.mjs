// What the engine's benchmark runs: plain modules need no bundling.
import { batch, task, tasks } from "@trigger.dev/sdk";

export const leaf = task({ id: "leaf", run: async ({ n }) => ({ n: n + 1 }) });

/** One child after another. */
export const chain = task({
  id: "chain",
  run: async ({ length }) => {
    let n = 0;
    for (let i = 0; i < length; i++) ({ n } = await tasks.triggerAndWait("leaf", { n }).unwrap());
    return n;
  },
});

/** Batches of at most a thousand. */
export const fan = task({
  id: "fan",
  run: async ({ width }) => {
    let ok = 0;
    for (let start = 0; start < width; start += 1000) {
      const length = Math.min(1000, width - start);
      const { runs } = await batch.triggerAndWait(Array.from({ length }, (_, n) => ({ id: "leaf", payload: { n } })));
      ok += runs.filter((run) => run.ok).length;
    }
    return ok;
  },
});
