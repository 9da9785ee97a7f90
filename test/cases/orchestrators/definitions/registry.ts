import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const order = z.object({ orderId: z.string(), amount: z.number() });

export const tasks = defineTasks({
  check_stock: { input: order, output: z.object({ inStock: z.boolean(), warehouse: z.string() }) },
  charge_card: { input: order, output: z.object({ receipt: z.string() }) },
  reserve: { input: z.object({ orderId: z.string(), warehouse: z.string() }), output: z.object({ slot: z.string() }) },
  ship: { input: z.object({ slot: z.string(), receipt: z.string() }), output: z.object({ tracking: z.string() }) },
  notify: { input: z.object({ message: z.string() }), output: z.object({ sent: z.boolean() }) },
});

export const { defineTrack, defineOrchestrator } = createFlow(tasks);
