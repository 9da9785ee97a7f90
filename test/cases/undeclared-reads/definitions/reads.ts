import type { OrchestratorDefinition } from "flowgen";
import { defineTrack } from "./registry.js";

const trackA = defineTrack({ name: "TrackA", tasks: [{ taskName: "first" }] });
const trackB = defineTrack({ name: "TrackB", tasks: [{ taskName: "first" }] });
const trackC = defineTrack({ name: "TrackC", tasks: [{ taskName: "first" }] });

export const reads: OrchestratorDefinition = {
  name: "Reads",
  tracks: [trackA, trackB, trackC],
  trackDependencies: { TrackB: ["TrackA"], TrackC: ["TrackB"] },
  trackInputMappings: {
    TrackC: (outputs) => {
      const { text } = outputs["TrackA"];
      return { text };
    },
  },
};
