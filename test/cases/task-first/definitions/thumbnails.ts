import { createFlow } from "flowgen";
import { z } from "zod";
import type * as mailTasks from "../tasks/mail.js";

const { defineTrack, defineOrchestrator } = createFlow<typeof import("../tasks/media.js") & typeof mailTasks>();

/** A payload with a default may be left out. */
export const thumbnailTrack = defineTrack({
  name: "ThumbnailTrack",
  tasks: [
    { taskName: "probe-media" },
    { taskName: "make-thumbnail", name: "first frame", inputMapper: ({ url }) => ({ url }) },
    {
      taskName: "make-thumbnail",
      inputMapper: (_first, { outputs: { "probe-media": media } }) => ({ url: media.url, at: media.seconds / 2, format: "webp" }),
    },
  ],
});

export const mailOrchestrator = defineOrchestrator({
  name: "MailOrchestrator",
  input: z.object({ url: z.string(), to: z.email() }),
  tracks: [thumbnailTrack],
  finalTask: {
    taskName: "send-mail",
    inputMapper: ({ ThumbnailTrack: { image } }, { to }) => ({ to, text: `Your picture: ${image}` }),
  },
});
