import { createFlow } from "flowgen";
import type { Tasks } from "../generated/tasks.js";

const { defineTrack } = createFlow<Tasks & typeof import("../src/trigger/passed-on.js")>();

export const pageTrack = defineTrack({
  name: "PageTrack",
  tasks: [
    { taskName: "fetch-page" },
    { taskName: "page-count" },
    { taskName: "list-pages", inputMapper: (length) => ({ length }) },
    { taskName: "send-mail" },
    { taskName: "report" },
  ],
});
