import { task } from "@trigger.dev/sdk";

const sendMail = task({ id: "send-mail", run: async ({ to, text }: { to: string; text: string }) => ({ sent: [to, text] }) });

export { sendMail as mail };
