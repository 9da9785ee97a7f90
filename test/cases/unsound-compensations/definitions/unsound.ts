import type { OrchestratorDefinition, TrackDefinition } from "flowgen";
import { z } from "zod";

const compensate = { taskName: "release" };

export const misspelt: TrackDefinition = {
  name: "Misspelt",
  tasks: [{ taskName: "reserve", compensate: { taskName: "relaese" } }, { taskName: "ship", inputMapper: () => ({ to: "home" }) }],
};

// Only what ran before can be read.
export const tooEarly: TrackDefinition = {
  name: "TooEarly",
  tasks: [
    { taskName: "reserve", compensate: { taskName: "release", inputMapper: (_output, { outputs }) => ({ id: outputs.ship.parcel }) } },
    { taskName: "ship", inputMapper: () => ({ to: "home" }) },
  ],
};

// What would be taken for done has been undone; also by way of a track.
export const resumed: TrackDefinition = {
  name: "Resumed",
  input: z.object({ item: z.string() }),
  resume: { key: (input) => input.item },
  tasks: [{ taskName: "reserve", compensate }],
};
const reserveTrack: TrackDefinition = { name: "ReserveTrack", tasks: [{ taskName: "reserve", compensate }] };
export const resumedOrders: OrchestratorDefinition = {
  name: "ResumedOrders",
  input: z.object({ item: z.string() }),
  resume: { key: (input) => input.item },
  tracks: [reserveTrack],
};

// A task that keeps what another definition has to undo has this id.
export const taken: TrackDefinition = {
  name: "Taken",
  id: "reserve-track.compensations",
  tasks: [{ taskName: "ship" }],
};
