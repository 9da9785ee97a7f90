import { z } from "zod";
import { defineOrchestrator, defineTrack } from "./registry.js";

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

const Order = z.object({ item: z.string(), amount: z.number(), to: z.string() });

/** A track whose failure is passed over is none to compensate; those that completed are undone by the final task's. */
export const lenient = defineOrchestrator({
  name: "Lenient",
  input: Order,
  onTrackFailure: "continue",
  tracks: [
    { track: itemTrack, name: "First" },
    { track: itemTrack, name: "Second" },
    { track: paymentTrack, name: "Pay", fallback: () => null },
    { track: itemTrack, name: "Maybe", when: (_outputs, { amount }) => amount > 1, onTrackFailure: "halt" },
  ],
  trackDependencies: { Second: ["First"], Pay: ["First"], Maybe: ["Second", "Pay"] },
  trackInputMappings: {
    First: (_outputs, { item }) => ({ item }),
    Second: ({ First }) => ({ item: `second after ${First.id}` }),
    Pay: (_outputs, { amount }) => ({ amount }),
    Maybe: () => ({ item: "maybe" }),
  },
  finalTask: {
    taskName: "ship",
    inputMapper: ({ First, Pay }, { to }) => ({ to: First.status === "completed" && Pay.status === "completed" ? to : "nowhere" }),
  },
});

/** The same in lanes, whose results nobody reads. */
export const unread = defineOrchestrator({
  name: "Unread",
  input: Order,
  onTrackFailure: "continue",
  tracks: [
    { track: itemTrack, name: "A" },
    { track: itemTrack, name: "B" },
    { track: paymentTrack, name: "C" },
    { track: paymentTrack, name: "D" },
  ],
  trackDependencies: { B: ["A"], D: ["C"] },
  trackInputMappings: {
    A: (_outputs, { item }) => ({ item }),
    B: () => ({ item: "b" }),
    C: (_outputs, { amount }) => ({ amount }),
    D: () => ({ amount: 2 }),
  },
  finalTask: { taskName: "ship", inputMapper: (_outputs, { to }) => ({ to }) },
});
