import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  draft: { input: z.object({ topic: z.string() }), output: z.object({ text: z.string(), dueAt: z.string() }) },
  ask: { input: z.object({ text: z.string(), answerAt: z.string() }), output: z.null() },
  publish: { input: z.object({ text: z.string(), by: z.string() }), output: z.object({ url: z.string() }) },
  status: { input: z.object({ url: z.string() }), output: z.object({ isLive: z.boolean() }) },
  list_page: {
    input: z.object({ url: z.string(), cursor: z.string().optional() }),
    output: z.object({ links: z.array(z.string()), next: z.string().optional() }),
  },
});

export const { defineTrack } = createFlow(tasks);
