import { defineOrchestrator, defineTrack, pageInput } from "./registry.js";

const speakTrack = defineTrack({ name: "SpeakTrack", tasks: [{ taskName: "speak" }] });

/** In series, where those that depend on what was skipped run without it; the last may be skipped too. */
export const inSeries = defineOrchestrator({
  name: "InSeries",
  input: pageInput,
  tracks: [
    { taskName: "load" },
    { track: speakTrack, when: ({ load }, { wanted }) => wanted.includes("speech") && load.text !== "" },
    { taskName: "caption" },
  ],
  trackDependencies: { SpeakTrack: ["load"], caption: ["SpeakTrack"] },
  trackInputMappings: {
    SpeakTrack: ({ load }, { wanted }) => ({ text: load.text, wanted }),
    caption: ({ SpeakTrack }, { wanted }) => ({ text: SpeakTrack?.text ?? "no speech", wanted }),
  },
  finalTask: {
    taskName: "publish",
    when: ({ SpeakTrack }, { wanted }) => SpeakTrack !== undefined || wanted.includes("page"),
    inputMapper: ({ caption }, { wanted }) => ({ text: caption.text, wanted }),
  },
});

/** In a wave, which runs whatever is in it: those that may be skipped are nodes of their own. Statements need names. */
export const inWave = defineOrchestrator({
  name: "InWave",
  input: pageInput,
  tracks: [
    { taskName: "load" },
    {
      track: speakTrack,
      when(_outputs, { wanted }) {
        const first = wanted[0];
        return first === "speech";
      },
    },
    { taskName: "caption", when: (_, { wanted }) => wanted.includes("captions"), fallback: async (error) => await told(error) },
  ],
  output: ({ load, SpeakTrack, caption }) => ({ load, speech: SpeakTrack?.text, caption }),
});

/** What failed, in words. */
async function told({ message }: Error): Promise<{ text: string }> {
  return await Promise.resolve({ text: message });
}

/** Where failures go on too: who asks is told by what a node was skipped, and who does not runs if it was by a condition. */
export const both = defineOrchestrator({
  name: "Both",
  input: pageInput,
  tracks: [
    { taskName: "load", onTrackFailure: "continue", when: (_, { wanted }) => wanted.includes("page") },
    { taskName: "speak", when: ({ load }) => load?.text !== "load()" },
    { taskName: "caption" },
    { taskName: "publish" },
  ],
  trackDependencies: { speak: ["load"], caption: ["speak"], publish: [{ settled: "load" }, { settled: "speak" }, "caption"] },
  trackInputMappings: {
    speak: ({ load }, { wanted }) => ({ text: load?.text ?? "no page", wanted }),
    caption: ({ speak }, { wanted }) => ({ text: speak?.text ?? "no speech", wanted }),
    publish: ({ load, speak, caption }, { wanted }) => ({ text: `${load.status} ${speak.status} ${caption.text}`, wanted }),
  },
});

/** A condition alone, of a node that is asked after: those that depend on it find no status. */
export const asked = defineOrchestrator({
  name: "Asked",
  input: pageInput,
  schedule: "waves",
  tracks: [
    { taskName: "load", when: (_, { wanted }) => wanted.includes("page") },
    { taskName: "speak" },
    { taskName: "caption" },
  ],
  trackDependencies: { speak: ["load"], caption: [{ settled: "load" }] },
  trackInputMappings: {
    speak: ({ load }, { wanted }) => ({ text: load?.text ?? "no page", wanted }),
    caption: ({ load }, { wanted }) => ({ text: load.status === "skipped" ? load.because : load.status, wanted }),
  },
  output: ({ load, speak, caption }) => [load?.text ?? "none", speak.text, caption.text],
});
