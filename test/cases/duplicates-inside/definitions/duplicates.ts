import type { OrchestratorDefinition, TrackDefinition } from "flowgen";
import { z } from "zod";
import { defineTrack } from "./registry.js";

export const steps: TrackDefinition = {
  name: "Steps",
  tasks: [{ taskName: "first" }, { taskName: "first" }, { taskName: "second", name: "first" }],
};

const track = defineTrack({ name: "Track", tasks: [{ taskName: "first" }] });

/** They are named after the track: the mistake is where it is used. */
export const tracks: TrackDefinition = {
  name: "Tracks",
  input: z.object({ text: z.string() }),
  tasks: [{ track }, { track, repeat: { until: () => true, maxTimes: 2 } }],
};

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
