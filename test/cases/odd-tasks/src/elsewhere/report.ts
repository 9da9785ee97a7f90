import { task } from "@trigger.dev/sdk";

export const report = task({ id: "report", run: async ({ messageId }: { messageId: string }) => messageId });
