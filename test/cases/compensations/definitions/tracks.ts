import { z } from "zod";
import { defineCompositeTrack, defineTrack } from "./registry.js";

/** Two steps that are undone, one of them with its output as it is. */
export const orderTrack = defineTrack({
  name: "OrderTrack",
  input: z.object({ item: z.string(), amount: z.number(), to: z.string() }),
  tasks: [
    { taskName: "reserve", inputMapper: ({ item }) => ({ item }), compensate: { taskName: "release" } },
    {
      taskName: "charge",
      inputMapper: (_reserved, { input }) => ({ amount: input.amount }),
      compensate: {
        taskName: "refund",
        inputMapper: ({ payment }, { input, outputs }) => ({ payment, reason: `${outputs.reserve.id} for ${input.to}` }),
      },
    },
    { taskName: "ship", inputMapper: (_paid, { input }) => ({ to: input.to }) },
  ],
});

/** Every way to run a step. */
export const basketTrack = defineTrack({
  name: "BasketTrack",
  input: z.object({ items: z.array(z.string()), express: z.boolean(), to: z.string() }),
  tasks: [
    {
      taskName: "reserve",
      forEach: ({ items }) => items,
      concurrency: 2,
      inputMapper: (item) => ({ item }),
      compensate: { taskName: "release" },
    },
    {
      taskName: "charge",
      name: "parts",
      forEach: (_reserved, { input }) => input.items.map((item) => item.length),
      onItemFailure: "collect",
      inputMapper: (amount) => ({ amount }),
      compensate: {
        taskName: "refund",
        inputMapper: ({ payment }, { item, index }) => {
          const reason = `${item} of part ${index}`;
          return { payment, reason };
        },
      },
    },
    {
      taskName: "charge",
      name: "express",
      when: (_parts, { input }) => input.express,
      inputMapper: () => ({ amount: 5 }),
      compensate: { taskName: "refund", inputMapper: ({ payment }) => ({ payment, reason: "express" }) },
    },
    {
      taskName: "reserve",
      name: "gift",
      inputMapper: () => ({ item: "gift" }),
      fallback: () => undefined,
      compensate: { taskName: "release" },
    },
    {
      taskName: "reserve",
      name: "slot",
      repeat: { until: ({ id }) => id.endsWith("3"), maxTimes: 5 },
      inputMapper: (_gift, { round }) => ({ item: `slot ${round}` }),
      compensate: { taskName: "release", inputMapper: ({ id }, { round }) => ({ id: `${id} in round ${round}` }) },
    },
    { taskName: "ship", inputMapper: (_slot, { input }) => ({ to: input.to }) },
  ],
});

/** An item is known by its place alone. */
export const numberedTrack = defineTrack({
  name: "NumberedTrack",
  input: z.object({ items: z.array(z.string()), to: z.string() }),
  tasks: [
    {
      taskName: "reserve",
      forEach: ({ items }) => items,
      inputMapper: (item) => ({ item }),
      compensate: { taskName: "release", inputMapper: ({ id }, { index }) => ({ id: `${id} at ${index}` }) },
    },
    { taskName: "ship", inputMapper: (_reserved, { input }) => ({ to: input.to }) },
  ],
});

const parcelTrack = defineTrack({
  name: "ParcelTrack",
  tasks: [{ taskName: "ship" }],
});

const pickupTrack = defineTrack({
  name: "PickupTrack",
  tasks: [{ taskName: "reserve" }],
});

/** What a track did, one of two, is undone; so is what ran before sub-tracks, one of which fails. */
export const deliveryTrack = defineCompositeTrack({
  name: "DeliveryTrack",
  type: "composite",
  input: z.object({ item: z.string(), by: z.enum(["post", "hand"]), to: z.string() }),
  tasks: [
    {
      name: "delivery",
      branch: {
        on: ({ by }) => by,
        cases: {
          post: { track: parcelTrack, inputMapper: ({ to }) => ({ to }) },
          hand: { track: pickupTrack, inputMapper: ({ item }) => ({ item }) },
        },
      },
      compensate: {
        taskName: "release",
        inputMapper: (delivery) => ({ id: "parcel" in delivery ? delivery.parcel : delivery.id }),
      },
    },
    {
      track: pickupTrack,
      name: "spare",
      inputMapper: (_delivery, { input }) => ({ item: `spare ${input.item}` }),
      compensate: { taskName: "release" },
    },
  ],
  subTracks: [parcelTrack, pickupTrack],
  subTrackInputMappings: {
    ParcelTrack: (_spare, { input }) => ({ to: input.to }),
    PickupTrack: (_spare, { input }) => ({ item: input.item }),
  },
});
