import { defineTrack } from "./registry.js";

if (process.env["FLOWGEN_TEST_SERVICE"] === undefined) {
  process.exit(3);
}

export const track = defineTrack({ name: "Exits", tasks: [{ taskName: "first" }] });
