import { task } from "@trigger.dev/sdk";

export const writeMail = task({
  id: "write-mail",
  run: async ({ about, language }: { about: string; language: string }) => ({ text: `${language}: ${about}` }),
});

export const sendMail = task({
  id: "send-mail",
  run: async ({ text }: { text: string; to?: string[] }) => ({ length: text.length, messageId: 7 }),
});

/** Takes more, and gives more, than the contract says. */
export const countMail = task({
  id: "count-mail",
  run: async ({ since }: { since?: string | number }) => ({ count: 1, since }),
});
