import { z } from "zod";
import { defineOrchestrator, germanTrack, pageTrack, pictureTrack, speechTrack, summaryTrack } from "./registry.js";

const input = z.object({ url: z.string(), slogan: z.string() });

/** Speech waits for the translation alone, and a picture of the slogan for nothing. */
export const twoLanes = defineOrchestrator({
  name: "TwoLanes",
  input,
  tracks: [pageTrack, summaryTrack, germanTrack, pictureTrack, { taskName: "publish" }],
  trackDependencies: { SummaryTrack: ["PageTrack"], PictureTrack: ["GermanTrack"], publish: ["SummaryTrack", "PictureTrack"] },
  trackInputMappings: {
    GermanTrack: (_outputs, { slogan }) => ({ text: slogan }),
    SummaryTrack: (outputs) => ({ html: outputs.PageTrack.html }),
    PictureTrack: (outputs) => ({ text: outputs.GermanTrack.text }),
    publish: (outputs) => ({ parts: [outputs.SummaryTrack.text, outputs.PictureTrack.pictureUrl] }),
  },
});

/** The same in waves: fewer runs and slots, but a summary waits for the translation of the slogan. */
export const twoWaves = defineOrchestrator({
  name: "TwoWaves",
  schedule: "waves",
  input,
  tracks: [pageTrack, summaryTrack, germanTrack, pictureTrack],
  trackDependencies: { SummaryTrack: ["PageTrack"], PictureTrack: ["GermanTrack"] },
  trackInputMappings: {
    GermanTrack: (_outputs, { slogan }) => ({ text: slogan }),
    SummaryTrack: (outputs) => ({ html: outputs.PageTrack.html }),
    PictureTrack: (outputs) => ({ text: outputs.GermanTrack.text }),
  },
  output: ({ SummaryTrack, PictureTrack }) => [SummaryTrack.text, PictureTrack.pictureUrl],
});

/** Lanes that begin with what came before them, or with the part of it that they read; nobody reads what one gives. */
export const laterLanes = defineOrchestrator({
  name: "LaterLanes",
  input,
  tracks: [pageTrack, summaryTrack, germanTrack, speechTrack, pictureTrack, { taskName: "publish" }],
  trackDependencies: {
    SummaryTrack: ["PageTrack"],
    GermanTrack: ["SummaryTrack", "PageTrack"],
    SpeechTrack: ["GermanTrack"],
    PictureTrack: ["PageTrack"],
    publish: ["PictureTrack"],
  },
  trackInputMappings: {
    SummaryTrack: (outputs) => ({ html: outputs.PageTrack.html }),
    GermanTrack: (outputs, { slogan }) => ({ text: [slogan, outputs.PageTrack.title, outputs.SummaryTrack.text].join() }),
    SpeechTrack: (outputs) => ({ text: outputs.GermanTrack.text }),
    PictureTrack: (outputs) => ({ text: outputs.PageTrack.title }),
    publish: (outputs) => ({ parts: [outputs.PictureTrack.pictureUrl] }),
  },
  output: (outputs) => ({ audioUrl: outputs.SpeechTrack.audioUrl }),
});
