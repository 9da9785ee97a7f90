import { task } from "@trigger.dev/sdk";

export const fetchPage = task({
  id: "fetch-page",
  run: async ({ url }: { url: string }) => ({ html: url }),
});

/** Not exported: Trigger.dev runs it, but its type cannot be named elsewhere. */
const hidden = task({ id: "hidden", run: async () => hidden.id });
