import { createFlow } from "flowgen";
import type { Tasks } from "../generated/tasks.js";

const { defineTrack } = createFlow<Tasks>();

export const mailTrack = defineTrack({
  name: "MailTrack",
  tasks: [
    { taskName: "send-mail" },
    { taskName: "hidden", inputMapper: () => ({ to: "me" }) },
    { taskName: "plain", inputMapper: () => ({ to: "me" }) },
    { taskName: "made", inputMapper: () => ({ to: "me" }) },
  ],
});
