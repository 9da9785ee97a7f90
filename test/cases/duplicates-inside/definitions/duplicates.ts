import type { OrchestratorDefinition, TrackDefinition } from "flowgen";
import { defineTrack } from "./registry.js";

export const steps: TrackDefinition = {
  name: "Steps",
  tasks: [{ taskName: "first" }, { taskName: "first" }, { taskName: "second", name: "first" }],
};

const track = defineTrack({ name: "Track", tasks: [{ taskName: "first" }] });

export const nodes: OrchestratorDefinition = {
  name: "Nodes",
  tracks: [track, track, { taskName: "first", name: "Track" }],
  finalTask: { taskName: "first", name: "Track", inputMapper: () => ({ text: "" }) },
};

/** The key of the third item would be that of the single run. */
export const keys: TrackDefinition = {
  name: "Keys",
  tasks: [
    { taskName: "third" },
    { taskName: "second", name: "part", forEach: (prev) => prev.texts },
    { taskName: "second", name: "part 2" },
  ],
};
