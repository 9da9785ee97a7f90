import { task } from "@trigger.dev/sdk";
import { acts, secondsOf, type TaskName } from "./values.js";

const taking = async <P, T>(name: TaskName, payload: P, act: (payload: P) => T): Promise<T> => {
  await new Promise((resolve) => setTimeout(resolve, secondsOf(name, payload) * 1000));
  return act(payload);
};

/** What the steps of the tracks run. A task that refuses a payload would refuse it again. */
const retry = { maxAttempts: 1 };

export const work = task({ id: "work", retry, run: async (n: number) => await taking("work", n, acts.work) });
export const list = task({ id: "list", retry, run: async (n: number) => await taking("list", n, acts.list) });
export const sum = task({ id: "sum", retry, run: async (all: number[]) => await taking("sum", all, acts.sum) });
export const undo = task({ id: "undo", retry, run: async (n: number) => await taking("undo", n, acts.undo) });
