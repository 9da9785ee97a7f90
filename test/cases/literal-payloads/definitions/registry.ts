import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  tell: { input: z.object({ by: z.enum(["mail", "sms"]), text: z.string() }), output: z.object({ id: z.string() }) },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
