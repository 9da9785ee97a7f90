import { task } from "@trigger.dev/sdk";

export default task({ id: "send-mail", run: async ({ count }: { count: number }) => ({ messageId: `${count}` }) });
