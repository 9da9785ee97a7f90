import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const itemTrack = defineTrack({
  name: "ItemTrack",
  input: z.object({ item: z.string() }),
  tasks: [{ taskName: "reserve", compensate: { taskName: "release" } }],
});

const paymentTrack = defineTrack({
  name: "PaymentTrack",
  input: z.object({ amount: z.number() }),
  tasks: [
    {
      taskName: "charge",
      compensate: { taskName: "refund", inputMapper: ({ payment }) => ({ payment, reason: "undone" }) },
    },
  ],
});

/** Every way to run a track that has compensations of its own. */
export const nestedTrack = defineTrack({
  name: "NestedTrack",
  input: z.object({ items: z.array(z.string()), amount: z.number(), to: z.string() }),
  tasks: [
    { track: itemTrack, name: "first", inputMapper: () => ({ item: "first" }) },
    { track: itemTrack, name: "items", forEach: (_first, { input }) => input.items, inputMapper: (item) => ({ item }) },
    {
      track: itemTrack,
      name: "more",
      when: (_items, { input }) => input.amount > 1,
      inputMapper: () => ({ item: "more" }),
    },
    {
      track: itemTrack,
      name: "rounds",
      repeat: { until: ({ id }) => id.endsWith("2"), maxTimes: 3 },
      inputMapper: (_more, { round }) => ({ item: `round ${round}` }),
    },
    {
      track: itemTrack,
      name: "spare",
      inputMapper: () => ({ item: "spare" }),
      fallback: () => ({ id: "none" }),
    },
    {
      name: "either",
      branch: {
        on: (_spare, { input }) => (input.amount > 1 ? "pay" : "reserve"),
        cases: {
          pay: { track: paymentTrack, inputMapper: (_spare, { input }) => ({ amount: input.amount }) },
          reserve: { track: itemTrack, inputMapper: () => ({ item: "either" }) },
        },
      },
    },
    { taskName: "ship", inputMapper: (_either, { input }) => ({ to: input.to }) },
  ],
});

const pairTrack = defineCompositeTrack({
  name: "PairTrack",
  type: "composite",
  input: z.object({ item: z.string(), amount: z.number() }),
  tasks: [],
  subTracks: [itemTrack, paymentTrack],
});

const Order = z.object({ item: z.string(), amount: z.number(), to: z.string() });

/** Nodes one after the other and beside each other, two levels deep; the final task may fail. */
export const orders = defineOrchestrator({
  name: "Orders",
  input: Order,
  tracks: [{ track: itemTrack, name: "Hold" }, pairTrack, { track: paymentTrack, name: "Fee" }],
  trackDependencies: { PairTrack: ["Hold"], Fee: ["Hold"] },
  trackInputMappings: {
    Hold: (_outputs, { item }) => ({ item: `hold ${item}` }),
    PairTrack: (_outputs, { item, amount }) => ({ item, amount }),
    Fee: () => ({ amount: 3 }),
  },
  finalTask: { taskName: "ship", inputMapper: (_outputs, { to }) => ({ to }) },
});

/** Lanes: each is a region. */
export const lanes = defineOrchestrator({
  name: "Lanes",
  input: Order,
  tracks: [
    { track: itemTrack, name: "A" },
    { track: itemTrack, name: "B" },
    { track: paymentTrack, name: "C" },
    { taskName: "ship", name: "D" },
  ],
  trackDependencies: { B: ["A"], D: ["C"] },
  trackInputMappings: {
    A: (_outputs, { item }) => ({ item: `a ${item}` }),
    B: ({ A }) => ({ item: `b after ${A.id}` }),
    C: (_outputs, { amount }) => ({ amount }),
    D: (_outputs, { to }) => ({ to }),
  },
});

/** C needs A; D needs A and B: a pull. */
export const pulled = defineOrchestrator({
  name: "Pulled",
  input: Order,
  tracks: [
    { track: itemTrack, name: "A" },
    { track: paymentTrack, name: "B" },
    { track: itemTrack, name: "C" },
    { taskName: "ship", name: "D" },
  ],
  trackDependencies: { C: ["A"], D: ["A", "B"] },
  trackInputMappings: {
    A: (_outputs, { item }) => ({ item: `a ${item}` }),
    B: (_outputs, { amount }) => ({ amount }),
    C: ({ A }) => ({ item: `c after ${A.id}` }),
    D: (_outputs, { to }) => ({ to }),
  },
});
