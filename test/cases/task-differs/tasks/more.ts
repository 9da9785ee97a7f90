import { task } from "@trigger.dev/sdk";

const name = { count: "count-mail" } as const;

/** A second task of this id: it is compared as well. */
const countAgain = task({ id: name.count, run: async ({ since }: { since: string }) => since.length });

export { countAgain as default };
