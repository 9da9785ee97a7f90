import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string() });

export const tasks = defineTasks({
  first: { input: text, output: text },
  second: { input: text, output: text },
  third: { input: text, output: z.object({ texts: z.array(z.string()) }) },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
