import { z } from "zod";
import {
  defineCompositeTrack,
  defineOrchestrator,
  germanTrack,
  pictureTrack,
  speechTrack,
  summaryTrack,
} from "./registry.js";

/** Speech waits for the translation, the picture for nothing but the steps: partly parallel. */
export const spokenTrack = defineCompositeTrack({
  name: "SpokenTrack",
  type: "composite",
  input: z.object({ url: z.string(), language: z.string() }),
  tasks: [{ taskName: "fetch_page", inputMapper: ({ url }) => ({ url }) }, { taskName: "summarize" }],
  subTracks: [{ taskName: "translate", name: "translation" }, pictureTrack, speechTrack],
  subTrackDependencies: { SpeechTrack: ["translation"] },
  subTrackInputMappings: {
    translation: (summary, { input }) => ({ text: summary.text, to: input.language }),
    SpeechTrack: (_summary, { outputs }) => ({ text: `${outputs.fetch_page.title}: ${outputs.translation.text}` }),
  },
  mergeStrategy: ([translation, picture, speech]) => ({
    text: translation.text,
    pictureUrl: picture.pictureUrl,
    audioUrl: speech.audioUrl,
  }),
});

/** No lanes inside a composite track either, with one of the kind inside. The merge reads two of the four. */
export const magazineTrack = defineCompositeTrack({
  name: "MagazineTrack",
  type: "composite",
  input: z.object({ url: z.string(), html: z.string(), language: z.string() }),
  tasks: [],
  subTracks: [spokenTrack, summaryTrack, germanTrack, pictureTrack],
  subTrackDependencies: { GermanTrack: ["SpokenTrack"], PictureTrack: ["SpokenTrack", "SummaryTrack"] },
  subTrackInputMappings: {
    GermanTrack: (_input, { outputs: { SpokenTrack } }) => ({ text: SpokenTrack.text }),
    PictureTrack: (_input, { outputs }) => ({ text: `${outputs.SpokenTrack.text} ${outputs.SummaryTrack.text}` }),
  },
  mergeStrategy: async (outputs) => ({ german: outputs[2].text, pictureUrl: outputs[3].pictureUrl }),
});

/** Composite tracks inside a lane. */
export const magazine = defineOrchestrator({
  name: "Magazine",
  tracks: [magazineTrack, { taskName: "publish", name: "publish page" }, spokenTrack],
  trackDependencies: { "publish page": ["MagazineTrack"] },
  trackInputMappings: { "publish page": ({ MagazineTrack }) => ({ parts: [MagazineTrack.pictureUrl] }) },
});
