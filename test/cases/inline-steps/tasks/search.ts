import { task } from "@trigger.dev/sdk";

export const search = task({
  id: "search",
  run: async ({ query }: { query: string }) => ({ hits: [query, query.toUpperCase(), query], total: 9 }),
});

export const rank = task({ id: "rank", run: async ({ hits }: { hits: string[] }) => [...hits].reverse() });

export const show = task({
  id: "show",
  run: async ({ title, hits }: { title: string; hits: string[] }) => `${title}: ${hits.join("+")}`,
});
