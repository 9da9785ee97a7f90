import { defineOrchestrator, defineTrack, flowInput } from "./registry.js";

const speakTrack = defineTrack({ name: "SpeakTrack", tasks: [{ taskName: "speak" }] });

/** In series: one that goes on, one that needs it, and one that asks what became of it. Everything is returned. */
export const series = defineOrchestrator({
  name: "Series",
  input: flowInput,
  tracks: [{ taskName: "fetch", onTrackFailure: "continue" }, speakTrack, { taskName: "publish" }],
  trackDependencies: { SpeakTrack: ["fetch"], publish: [{ settled: "fetch" }, { settled: "SpeakTrack" }] },
  trackInputMappings: {
    SpeakTrack: ({ fetch }, { failing }) => ({ text: `${fetch.text} spoken`, failing }),
    publish: ({ fetch, SpeakTrack }, { failing }) => ({ text: `${fetch.status}, ${SpeakTrack.status}`, failing }),
  },
});

/** A wave that begins together or not at all, between two that always begin; the end has to ask. */
export const waves = defineOrchestrator({
  name: "Waves",
  input: flowInput,
  tracks: [{ taskName: "fetch", onTrackFailure: "continue" }, speakTrack, { taskName: "caption" }, { taskName: "publish" }],
  trackDependencies: { SpeakTrack: ["fetch"], caption: ["fetch"], publish: ["SpeakTrack", "caption"] },
  trackInputMappings: {
    SpeakTrack: ({ fetch }, { failing }) => ({ text: fetch.text, failing }),
    caption: ({ fetch }, { failing }) => ({ text: fetch.text, failing }),
    publish: ({ SpeakTrack, caption }, { failing }) => ({ text: `${SpeakTrack.text} ${caption.text}`, failing }),
  },
  output: ({ fetch, publish }) => ({
    text: publish.status === "completed" ? publish.output.text : "nothing",
    why: publish.status === "skipped" ? publish.because : undefined,
    error: fetch.status === "failed" ? fetch.error.message : undefined,
  }),
});

/** Beside each other: all go on but one, which a value stands in for; what nobody reads is not asked what became of it. */
export const beside = defineOrchestrator({
  name: "Beside",
  input: flowInput,
  onTrackFailure: "continue",
  tracks: [
    { taskName: "fetch" },
    { track: speakTrack, name: "Intro", fallback: (error, { input }) => ({ silent: error.message, of: input.text }) },
    { taskName: "caption" },
    { taskName: "translate", onTrackFailure: "halt" },
  ],
  finalTask: {
    taskName: "publish",
    inputMapper: ({ fetch, Intro, translate }, { failing }) => ({
      text: [
        fetch.status === "completed" ? fetch.output.text : "no page",
        "silent" in Intro ? Intro.silent : Intro.text,
        translate.text,
      ].join(", "),
      failing,
    }),
  },
});

/** Lanes: what fails in one is kept by its region, and told by it. */
export const lanes = defineOrchestrator({
  name: "Lanes",
  input: flowInput,
  onTrackFailure: "continue",
  tracks: [
    { taskName: "fetch" },
    { track: speakTrack, fallback: () => null },
    { taskName: "caption" },
    { taskName: "translate" },
    { taskName: "publish" },
  ],
  trackDependencies: { SpeakTrack: ["fetch"], translate: ["caption"], publish: ["SpeakTrack", { settled: "translate" }] },
  trackInputMappings: {
    SpeakTrack: ({ fetch }, { failing }) => ({ text: `${fetch.text} spoken`, failing }),
    translate: ({ caption }, { failing }) => {
      const text = `${caption.text} translated`;
      return { text, failing };
    },
    publish: ({ SpeakTrack, translate }, { failing }) => ({
      text: `${SpeakTrack?.text ?? "silence"}, ${translate.status}`,
      failing,
    }),
  },
  output: ({ publish, translate }) => ({ publish, translate }),
});

/** Neither in series nor parallel: statuses go from region to region. */
export const pulled = defineOrchestrator({
  name: "Pulled",
  input: flowInput,
  tracks: [
    { taskName: "fetch", onTrackFailure: "continue" },
    { taskName: "translate", onTrackFailure: "continue" },
    speakTrack,
    { taskName: "caption" },
  ],
  trackDependencies: { SpeakTrack: ["fetch"], caption: [{ settled: "fetch" }, "translate"] },
  trackInputMappings: {
    SpeakTrack: ({ fetch }, { failing }) => ({ text: fetch.text, failing }),
    caption: ({ fetch, translate }, { failing }) => ({ text: `${fetch.status} ${translate.text}`, failing }),
  },
});

/** As a step of a track, where a failed node of it is no failure. */
export const around = defineTrack({
  name: "Around",
  input: flowInput,
  tasks: [
    { track: series, inputMapper: ({ text, failing }) => ({ text, failing }) },
    { name: "said", transform: ({ fetch, SpeakTrack }) => [fetch.status, SpeakTrack.status] },
  ],
});

/** With everything else that an orchestrator may have, and another orchestrator that may fail as a whole. */
export const equipped = defineOrchestrator({
  name: "Equipped",
  input: flowInput,
  options: { maxDuration: 300 },
  tracks: [
    { track: beside, onTrackFailure: "continue" },
    { taskName: "publish", name: "Notice", onTrackFailure: "continue" },
    { taskName: "publish", name: "Log", when: ({ Beside }) => Beside.text !== "" },
  ],
  resume: { key: (input) => input.text, ttl: "7d" },
  trackDependencies: { Notice: [{ settled: "Beside" }], Log: ["Beside"] },
  trackInputMappings: {
    Notice: ({ Beside }, { failing }) => ({ text: Beside.status, failing }),
    Log: ({ Beside }, { failing }) => ({ text: Beside.text, failing }),
  },
  trackOptions: { Log: ({ Beside }) => ({ tags: Beside.text }), Notice: ({ Beside }) => ({ tags: Beside.status }) },
  output: ({ Beside, Log }) => ({
    beside: Beside.status === "failed" ? Beside.error.message : Beside.status,
    log: Log.status === "completed" ? Log.output.text : Log.status,
  }),
  onSuccess: ({ output }) => console.log(output.log),
  cron: "0 8 * * *",
  cronPayload: () => ({ text: "news", failing: [] }),
});
