import { task } from "@trigger.dev/sdk";

export const sendMail = task({ id: "send-mail", run: async ({ to }: { to: string }) => ({ messageId: to }) });
