import { z } from "zod";
import { defineOrchestrator, germanTrack, pageTrack, pictureTrack, speechTrack, summaryTrack } from "./registry.js";

const input = z.object({ url: z.string(), slogan: z.string() });

/** A summary waits for the page, a picture for the page and the translated slogan: these are no lanes. */
export const nShape = defineOrchestrator({
  name: "NShape",
  input,
  tracks: [pageTrack, germanTrack, summaryTrack, pictureTrack],
  trackDependencies: { SummaryTrack: ["PageTrack"], PictureTrack: ["PageTrack", "GermanTrack"] },
  trackInputMappings: {
    GermanTrack: (_outputs, { slogan }) => ({ text: slogan }),
    SummaryTrack: (outputs) => ({ html: outputs.PageTrack.html }),
    PictureTrack: (outputs) => ({ text: `${outputs.PageTrack.title}: ${outputs.GermanTrack.text}` }),
  },
});

/** After the page, the same shape with lanes for nodes: only they wait for each other. Speech reads further back. */
export const modules = defineOrchestrator({
  name: "Modules",
  input,
  tracks: [
    pageTrack,
    summaryTrack,
    { track: germanTrack, name: "GermanSummary" },
    { track: germanTrack, name: "GermanSlogan" },
    { track: speechTrack, name: "Speech" },
    { taskName: "publish", name: "publish speech" },
    { taskName: "publish", name: "publish twice" },
    { track: pictureTrack, name: "Picture" },
  ],
  trackDependencies: {
    SummaryTrack: ["PageTrack"],
    GermanSummary: ["SummaryTrack"],
    GermanSlogan: ["PageTrack"],
    Speech: ["GermanSummary", "SummaryTrack", "PageTrack"],
    "publish speech": ["Speech"],
    "publish twice": ["Speech"],
    Picture: ["GermanSummary", "GermanSlogan"],
  },
  trackInputMappings: {
    SummaryTrack: (outputs) => ({ html: outputs.PageTrack.html }),
    GermanSummary: (outputs) => ({ text: outputs.SummaryTrack.text }),
    GermanSlogan: (_outputs, { slogan }) => ({ text: slogan }),
    Speech: (outputs) => {
      const text = `${outputs.PageTrack.title}. ${outputs.SummaryTrack.text}`;
      return { text };
    },
    "publish speech": (outputs) => ({ parts: [outputs.Speech.audioUrl] }),
    "publish twice": (outputs) => ({ parts: [outputs.Speech.audioUrl, outputs.Speech.audioUrl] }),
    Picture: (outputs) => ({ text: outputs.GermanSlogan.text + outputs.GermanSummary.text }),
  },
  finalTask: {
    taskName: "publish",
    inputMapper: (outputs) => ({ parts: [outputs["publish twice"].url, outputs.Picture.pictureUrl] }),
  },
});
