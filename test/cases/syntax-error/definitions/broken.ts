import { defineTrack } from "./registry.js";

export const track = defineTrack({
  name: "Broken",
  tasks: [{ taskName: "first" ],
});
