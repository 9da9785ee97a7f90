import { task } from "@trigger.dev/sdk";
import { workOutput } from "./oracle.js";

interface Payload {
  readonly name: string;
  readonly seconds: number;
  readonly fails: boolean;
  readonly from: Parameters<typeof workOutput>[1];
}

/** What every node of the flows runs. */
export const work = task({
  id: "work",
  retry: { maxAttempts: 1 },
  run: async ({ name, seconds, fails, from }: Payload) => {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    if (fails) throw new Error(`${name} fails`);
    return workOutput(name, from);
  },
});
