import { task } from "@trigger.dev/sdk";

export const plain = task({ id: "plain", run: async () => 7 });
