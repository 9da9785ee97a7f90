import { task } from "@trigger.dev/sdk";

export const sendMail = task({ id: "send-mail", run: async ({ to }: { to: string }) => ({ messageId: to }) });

const hidden = task({ id: "hidden", run: async () => hidden.id });

const job = (id: string) => task({ id, run: async () => 1 });

export const made = job("made");
