import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "../engine/index.js";

/** For how long a flow may wait for nothing but tokens: a test that goes on meanwhile completes them. Milliseconds. */
const PATIENCE = 1500;

/** Settles as `promise` does; rejects where the flow waits for nothing but tokens, and nobody completes them. */
export async function unlessStranded<T>(engine: Engine, promise: Promise<T>): Promise<T> {
  const over = new AbortController();
  try {
    return await Promise.race([promise, stranded(engine, over.signal)]);
  } finally {
    over.abort();
  }
}

async function stranded(engine: Engine, over: AbortSignal): Promise<never> {
  try {
    for (;;) {
      const before = await engine.idle();
      await sleep(PATIENCE, undefined, { signal: over });
      const after = await engine.idle();
      if (before.length > 0 && before.join() === after.join()) break;
    }
  } catch {
    // It is over, or the engine has closed: the promise itself tells.
    return new Promise(() => undefined);
  }
  throw new Error(await explain(engine));
}

async function explain(engine: Engine): Promise<string> {
  const waiting = (await engine.tokens()).filter(({ waitingRuns }) => waitingRuns.length > 0);
  const lines = waiting.flatMap(({ id, waitingRuns }) =>
    waitingRuns.map(async (runId) => {
      const { root } = await engine.runTree(runId);
      return `  ${root.taskId} (${runId}) waits for the token ${id}`;
    }),
  );
  return [
    "The flow cannot go on:",
    ...(await Promise.all(lines)),
    "Complete it with flow.completeToken(), or let its timeout pass with flow.advance(). Start such a run with flow.trigger().",
  ].join("\n");
}
