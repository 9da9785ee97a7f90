import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  reserve: { input: z.object({ item: z.string() }), output: z.object({ id: z.string() }) },
  release: { input: z.object({ id: z.string() }), output: z.object({}) },
  charge: { input: z.object({ amount: z.number() }), output: z.object({ payment: z.string() }) },
  refund: { input: z.object({ payment: z.string(), reason: z.string() }), output: z.object({}) },
  ship: { input: z.object({ to: z.string() }), output: z.object({ parcel: z.string() }) },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
