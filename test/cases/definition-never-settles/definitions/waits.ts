import { defineTrack } from "./registry.js";

// Nothing is left that could settle it: node itself would give up here.
await new Promise(() => {});

export const track = defineTrack({ name: "Waits", tasks: [{ taskName: "first" }] });
