import { helper } from "./helpers.js";
import missing from "no-such-package";
import { defineTrack } from "./registry.js";

export const track = defineTrack({ name: helper(missing), tasks: [{ taskName: "first" }] });
