import type { OrchestratorDefinition } from "flowgen";
import { defineTrack } from "./registry.js";

const track = defineTrack({ name: "Track", tasks: [{ taskName: "first" }] });
const other = defineTrack({ name: "Other", tasks: [{ taskName: "first" }] });

export const both: OrchestratorDefinition = {
  name: "Both",
  tracks: [track],
  finalTask: { taskName: "second", inputMapper: (outputs) => outputs.Track },
  output: (outputs) => outputs.Track,
};

export const unmapped: OrchestratorDefinition = {
  name: "Unmapped",
  tracks: [track, other],
  trackDependencies: { Other: ["Track"] },
};
