import { createFlow } from "flowgen";
import type { Tasks } from "../generated/tasks.js";

const { defineTrack } = createFlow<Tasks>();

export const pageTrack = defineTrack({
  name: "PageTrack",
  tasks: [{ taskName: "fetch-page" }, { taskName: "text/summarize" }],
});
