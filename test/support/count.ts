import { task } from "@trigger.dev/sdk";

/** Gives back what it gets. */
export const work = task({ id: "work", run: async ({ n }: { n: number }) => ({ n }) });
