import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  search: { input: z.object({ query: z.string() }), output: z.object({ hits: z.array(z.string()), total: z.number() }) },
  rank: { input: z.object({ hits: z.array(z.string()) }), output: z.array(z.string()) },
  show: { input: z.object({ title: z.string(), hits: z.array(z.string()) }), output: z.string() },
});

export const { defineTrack, defineCompositeTrack } = createFlow(tasks);
