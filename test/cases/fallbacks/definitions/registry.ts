import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  load: { input: z.object({ id: z.string() }), output: z.object({ title: z.string() }) },
  price: { input: z.object({ title: z.string() }), output: z.object({ amount: z.number() }) },
  log: { input: z.object({ amount: z.number() }), output: z.object({ line: z.string() }) },
});

export const { defineTrack } = createFlow(tasks);
