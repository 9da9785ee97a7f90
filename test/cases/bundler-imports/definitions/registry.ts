import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  greet: { input: z.object({ greeting: z.string(), id: z.string() }), output: z.string() },
});

export const { defineTrack } = createFlow(tasks);
