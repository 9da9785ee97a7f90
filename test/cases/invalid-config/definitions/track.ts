import { defineTrack } from "./registry.js";

export const track = defineTrack({ name: "Track", tasks: [{ taskName: "first" }] });
