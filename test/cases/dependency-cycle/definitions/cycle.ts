import type { OrchestratorDefinition } from "flowgen";
import { defineTrack } from "./registry.js";

const trackA = defineTrack({ name: "TrackA", tasks: [{ taskName: "first" }] });
const trackB = defineTrack({ name: "TrackB", tasks: [{ taskName: "first" }] });
const trackC = defineTrack({ name: "TrackC", tasks: [{ taskName: "first" }] });
const trackD = defineTrack({ name: "TrackD", tasks: [{ taskName: "first" }] });

const pass = (outputs: Record<string, { text: string }>) => ({ text: Object.keys(outputs).join() });

export const cyclic: OrchestratorDefinition = {
  name: "Cyclic",
  tracks: [trackA, trackB, trackC, trackD],
  trackDependencies: {
    TrackA: ["TrackB"],
    TrackB: ["TrackC"],
    TrackC: ["TrackA"],
    TrackD: ["TrackD"],
  },
  trackInputMappings: { TrackA: pass, TrackB: pass, TrackC: pass, TrackD: pass },
};
