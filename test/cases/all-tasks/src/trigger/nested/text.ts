import { schemaTask } from "@trigger.dev/sdk";
import { z } from "zod";

export const summarize = schemaTask({
  id: "text/summarize",
  schema: z.object({ html: z.string(), words: z.number().default(10) }),
  run: async ({ html, words }) => ({ text: html.slice(0, words) }),
});
export const fetchPage = schemaTask({ id: "fetch page", schema: z.string(), run: async (url) => url });
