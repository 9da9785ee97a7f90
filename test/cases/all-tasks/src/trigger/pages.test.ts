import { task } from "@trigger.dev/sdk";

export const fake = task({ id: "fake", run: async () => undefined });
