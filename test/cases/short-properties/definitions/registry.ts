import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const { defineTrack } = createFlow(
  defineTasks({
    count: { input: z.object({ n: z.number() }), output: z.number() },
    ask: { input: z.object({ token: z.string() }), output: z.null() },
  }),
);
