import { defineOrchestrator, defineTrack } from "./registry.js";

const track = defineTrack({ name: "Track", tasks: [{ taskName: "first" }] });

export const large = defineOrchestrator({
  name: "Large",
  tracks: Array.from({ length: 1001 }, (_, index) => ({ track, name: `Track ${index}` })),
});
