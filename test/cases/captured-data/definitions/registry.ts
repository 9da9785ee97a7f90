import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  store: {
    input: z.object({ key: z.string(), value: z.unknown(), size: z.number(), big: z.bigint().optional(), flags: z.array(z.boolean()) }),
    output: z.object({ key: z.string(), size: z.number() }),
  },
  log_line: { input: z.object({ line: z.string() }), output: z.object({ line: z.string() }) },
});

export const { defineTrack, defineOrchestrator } = createFlow(tasks);
