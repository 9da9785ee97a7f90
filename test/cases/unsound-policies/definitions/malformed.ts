// @ts-nocheck: the types refuse this too.
import { defineCompositeTrack, defineOrchestrator, flowInput } from "./registry.js";

export const policy = defineOrchestrator({
  name: "Policy",
  input: flowInput,
  onTrackFailure: "go on",
  tracks: [
    { taskName: "fetch", onTrackFailure: "contine" },
    { taskName: "speak", when: true, fallbak: () => null },
  ],
  trackDependencies: { speak: [{ setled: "fetch" }] },
});

export const composite = defineCompositeTrack({
  name: "Composite",
  type: "composite",
  input: flowInput,
  tasks: [],
  subTracks: [{ taskName: "fetch", onTrackFailure: "continue" }],
});
