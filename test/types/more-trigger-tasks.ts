import { task } from "@trigger.dev/sdk";

export const count = task({ id: "count", run: async (payload: { text: string }) => payload.text.length });
