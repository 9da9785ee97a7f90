import { task } from "@trigger.dev/sdk";

export const search = task({ id: "search", run: async ({ query }: { query: string }) => ({ hits: [query] }) });
