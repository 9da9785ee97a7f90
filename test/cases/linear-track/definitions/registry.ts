import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  fetch_page: { input: z.object({ url: z.string() }), output: z.object({ html: z.string() }) },
  extract_text: { input: z.object({ html: z.string() }), output: z.object({ text: z.string() }) },
  count_words: { input: z.object({ text: z.string() }), output: z.number() },
});

export const { defineTrack } = createFlow(tasks);
