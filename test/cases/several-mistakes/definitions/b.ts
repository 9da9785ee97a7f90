import type { OrchestratorDefinition } from "flowgen";
import { track } from "./a.js";

export const orchestrator: OrchestratorDefinition = {
  name: "Orchestrator!",
  tracks: [track, { taskName: "fourth" }],
  trackDependencies: { Track: ["Track"] },
};
