import { task } from "@trigger.dev/sdk";

export const skipped = task({ id: "skipped", run: async () => undefined });
