import { task } from "@trigger.dev/sdk";

/** JavaScript has a type only where `allowJs` is on. */
export const plain = task({ id: "plain", run: async () => 7 });
