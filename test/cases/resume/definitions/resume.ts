import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const Recording = z.object({ id: z.string(), version: z.number().default(1), url: z.string() });

export const speechTrack = defineTrack({
  name: "SpeechTrack",
  input: Recording,
  resume: { key: ({ id, version }) => `${id} v${version}`, ttl: "7d" },
  tasks: [
    { taskName: "transcribe", options: { priority: 10 } },
    {
      taskName: "speak",
      forEach: (script) => script.lines,
      inputMapper: (text) => ({ text, format: "mp3" }),
      options: { idempotencyKeyTTL: "1d" },
    },
    { taskName: "speak", name: "again", forEach: () => [{ text: "end", format: "wav" as const }] },
    { taskName: "join", inputMapper: (_, { outputs }) => ({ mp3s: outputs.speak.map(({ mp3 }) => mp3) }) },
  ],
});

/** Without a schema, and with a key that takes some lines. */
const publishTrack = defineTrack({
  name: "PublishTrack",
  resume: {
    key: (input) => {
      const name = input.mp3.split("/").at(-1);
      return name ?? input.mp3;
    },
  },
  tasks: [{ taskName: "publish" }],
});

export const mediaComposite = defineCompositeTrack({
  name: "MediaComposite",
  type: "composite",
  input: z.object({ id: z.string(), mp3s: z.array(z.string()) }),
  resume: { key: (input) => input.id },
  tasks: [{ taskName: "join", inputMapper: ({ mp3s }) => ({ mp3s }) }],
  subTracks: [publishTrack, { taskName: "publish" }],
});

/** Its lanes are regions: runs inside them have the same keys in every run of it. */
export const lanes = defineOrchestrator({
  name: "ResumedLanes",
  input: Recording,
  resume: { key: (input) => input.id, ttl: "14d" },
  tracks: [
    speechTrack,
    { track: publishTrack, name: "First" },
    { taskName: "transcribe" },
    { taskName: "publish", name: "Second" },
  ],
  trackDependencies: { First: ["SpeechTrack"], Second: ["transcribe"] },
  trackInputMappings: {
    First: (outputs) => ({ mp3: outputs.SpeechTrack.mp3 }),
    Second: (outputs) => ({ mp3: outputs.transcribe.lines.join() }),
  },
  finalTask: { taskName: "publish", inputMapper: (outputs) => ({ mp3: outputs.First.url + outputs.Second.url }) },
});
