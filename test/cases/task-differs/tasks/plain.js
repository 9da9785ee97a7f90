import { task } from "@trigger.dev/sdk";

/** JavaScript has no type to be compared. */
export const readMail = task({ id: "read-mail", run: async () => 7 });
