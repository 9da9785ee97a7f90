import type { TrackDefinition } from "flowgen";
import { z } from "zod";
import { defineTrack } from "./registry.js";

// A mapper is missing: an id is no payment.
export const noMapper = defineTrack({
  name: "NoMapper",
  tasks: [{ taskName: "reserve", compensate: { taskName: "refund" } }, { taskName: "ship", inputMapper: () => ({ to: "home" }) }],
});

// What the mapper makes does not fit.
export const wrongPayload = defineTrack({
  name: "WrongPayload",
  tasks: [
    { taskName: "reserve", compensate: { taskName: "release", inputMapper: ({ id }) => ({ id: id.length }) } },
    { taskName: "ship", inputMapper: () => ({ to: "home" }) },
  ],
});

// The same without types of its own: the generated code tells.
export const annotated: TrackDefinition = {
  name: "Annotated",
  input: z.object({ item: z.string() }),
  tasks: [
    { taskName: "reserve", compensate: { taskName: "release", inputMapper: ({ id }) => ({ id: [id] }) } },
    { taskName: "ship", inputMapper: () => ({ to: "home" }) },
  ],
};
