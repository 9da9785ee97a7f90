import { z } from "zod";
import { defineOrchestrator, defineTrack } from "./registry.js";

const stockTrack = defineTrack({ name: "StockTrack", tasks: [{ taskName: "check_stock" }] });
const paymentTrack = defineTrack({ name: "PaymentTrack", tasks: [{ taskName: "charge_card" }] });
const reserveTrack = defineTrack({ name: "ReserveTrack", tasks: [{ taskName: "reserve" }] });

/** Three levels, a single task among them, and a final task. */
export const orderOrchestrator = defineOrchestrator({
  name: "OrderOrchestrator",
  input: z.object({ orderId: z.string(), amount: z.number().positive() }),
  tracks: [stockTrack, paymentTrack, reserveTrack, { taskName: "ship" }],
  trackDependencies: {
    ReserveTrack: ["StockTrack"],
    ship: ["ReserveTrack", "PaymentTrack"],
  },
  trackInputMappings: {
    ReserveTrack: ({ StockTrack }, { orderId }) => ({ orderId, warehouse: StockTrack.warehouse }),
    ship: (outputs) => ({ slot: outputs.ReserveTrack.slot, receipt: outputs.PaymentTrack.receipt }),
  },
  finalTask: {
    taskName: "notify",
    inputMapper: (outputs, input) => ({ message: `${input.orderId}: ${outputs.ship.tracking}` }),
  },
});

/** One track used three times, and an output that is computed. */
export const compareOrchestrator = defineOrchestrator({
  name: "CompareOrchestrator",
  tracks: [
    stockTrack,
    { track: stockTrack, name: "larger order" },
    { track: stockTrack, name: "smaller order" },
    { taskName: "notify", name: "announce" },
  ],
  trackDependencies: { announce: ["StockTrack", "larger order"] },
  trackInputMappings: {
    "larger order": (_outputs, input) => ({ ...input, amount: input.amount * 2 }),
    "smaller order": (_outputs, input) => {
      const amount = Math.floor(input.amount / 2);
      return { orderId: input.orderId, amount };
    },
    announce: (outputs) => {
      const stock = [outputs.StockTrack, outputs["larger order"]].filter(({ inStock }) => inStock);
      return { message: `${stock.length} in stock` };
    },
  },
  output: (outputs) => ({
    isLargerInStock: outputs["larger order"].inStock,
    isSmallerInStock: outputs["smaller order"].inStock,
    sent: outputs.announce.sent,
  }),
});

/** Neither a final task nor an output: a record of all. */
export const recordOrchestrator = defineOrchestrator({
  name: "RecordOrchestrator",
  tracks: [stockTrack, paymentTrack, { taskName: "notify", name: "tell everyone" }],
  trackDependencies: { "tell everyone": ["PaymentTrack"] },
  trackInputMappings: { "tell everyone": ({ PaymentTrack }) => ({ message: PaymentTrack.receipt }) },
});

/** A graph of one track. */
export const singleOrchestrator = defineOrchestrator({ name: "SingleOrchestrator", tracks: [paymentTrack] });

/** A final task that takes the record of all outputs as it is, and a result that nothing reads. */
export const passedOn = defineOrchestrator({
  name: "PassedOn",
  input: z.object({ slot: z.string(), message: z.string() }),
  tracks: [
    { taskName: "notify", name: "first" },
    { taskName: "ship", name: "second" },
  ],
  trackDependencies: { second: ["first"] },
  trackInputMappings: { second: (_outputs, input) => ({ slot: input.slot, receipt: "none" }) },
  output: ({ second: { tracking } }, { message }) => `${message} ${tracking}`,
});
