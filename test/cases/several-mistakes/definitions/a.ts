import type { TrackDefinition } from "flowgen";

let mutable = 1;
mutable++;

export const track: TrackDefinition = {
  name: "Track",
  tasks: [
    { taskName: "secnd" },
    { taskName: "first", inputMapper: () => ({ text: String(mutable) }) },
    { taskName: "first" },
  ],
};
