import { defineOrchestrator, defineTrack } from "./registry.js";

export const deprecatedTrack = defineTrack({
  name: "DeprecatedTrack",
  tasks: [{ taskName: "publish" }],
  ...{ onStart: () => undefined, init: () => undefined },
  cleanup: () => undefined,
  handleError: () => undefined,
  catchError: () => undefined,
  onSucess: () => undefined,
});

export const graph = defineOrchestrator({ name: "Graph", tracks: [deprecatedTrack], onFailure: "nothing" });
