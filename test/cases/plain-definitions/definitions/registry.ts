import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  measure: { input: z.object({ text: z.string() }), output: z.object({ length: z.number() }) },
  double: { input: z.object({ value: z.number() }), output: z.object({ value: z.number() }) },
});

export const { defineOrchestrator } = createFlow(tasks);
