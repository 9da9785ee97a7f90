import { promisify } from "node:util";
import { batch, logger, queue, task, tasks, wait } from "@trigger.dev/sdk";

const sleep = promisify(setTimeout);

export const sleeps = task({
  id: "sleeps",
  run: async () => {
    const began = Date.now();
    await sleep(90_000);
    return Date.now() - began;
  },
});

export const logsAnything = task({
  id: "logs-anything",
  run: async () => {
    const list = [1];
    logger.info("got", { list, answer: () => 42, odd: Symbol("odd") });
    list.push(2);
    return "logged";
  },
});

/** Fails at something when it has long returned. */
export const leaves = task({
  id: "leaves",
  run: async () => {
    void (async () => {
      for (let turn = 0; turn < 3; turn++) await new Promise((next) => setImmediate(next));
      throw new Error("too late");
    })();
    return "done";
  },
});

export const beside = task({
  id: "beside",
  run: async () => {
    await tasks.triggerAndWait<typeof leaves>("leaves", undefined);
    await wait.for({ minutes: 1 });
    return "undisturbed";
  },
});

export const stubborn = task({
  id: "stubborn",
  onCancel: async () => {
    throw new Error("I will not");
  },
  run: async () => await wait.forToken(await wait.createToken()),
});

const narrow = queue({ name: "narrow-one", concurrencyLimit: 1 });

/** Dies while it waits for a slot to go on with. */
export const diesWaiting = task({
  id: "dies-waiting",
  queue: narrow,
  run: async () => {
    setTimeout(() => {
      throw new Error("died");
    }, 10_000);
    await tasks.triggerAndWait<typeof takes>("takes", { seconds: 8 });
  },
});

export const takes = task({
  id: "takes",
  run: async ({ seconds }: { seconds: number }) => await wait.for({ seconds }),
});

export const holdsSlot = task({ id: "holds-slot", queue: narrow, run: async () => await sleep(60_000) });

export const crowded = task({
  id: "crowded",
  run: async () => {
    await batch.triggerAndWait<typeof diesWaiting | typeof holdsSlot>([
      { id: "dies-waiting", payload: undefined },
      { id: "holds-slot", payload: undefined },
    ]);
    await wait.for({ minutes: 5 });
  },
});
