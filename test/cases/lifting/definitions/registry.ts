import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  render: {
    input: z.object({ template: z.string(), size: z.number(), mode: z.enum(["fast", "fine"]) }),
    output: z.object({ file: z.string(), bytes: z.number() }),
  },
  upload: {
    input: z.object({ file: z.string(), bucket: z.string(), note: z.string() }),
    output: z.object({ url: z.string() }),
  },
});

export const { defineTrack } = createFlow(tasks);
