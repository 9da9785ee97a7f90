import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  read: { input: z.object({ path: z.string() }), output: z.object({ text: z.string() }) },
  publish: { input: z.object({ text: z.string() }), output: z.object({ url: z.string() }) },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
