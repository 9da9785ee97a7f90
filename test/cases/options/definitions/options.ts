import { z } from "zod";
import { mediaQueue, speechLimit } from "../lib/limits.js";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const Input = z.object({ url: z.string(), tenant: z.string(), isUrgent: z.boolean() });
const slow = { maxDuration: 300, machine: "large-1x" } as const;

/** Options of the task itself, and of each run: constants, or a function. */
export const voiceTrack = defineTrack({
  name: "VoiceTrack",
  input: Input,
  options: {
    ...slow,
    description: "Speaks a recording again.",
    queue: mediaQueue,
    concurrency: [{ total: 10 }, speechLimit],
    retry: { maxAttempts: 2, outOfMemory: { machine: "medium-2x" } },
    ttl: "2h",
  },
  tasks: [
    { taskName: "transcribe", inputMapper: ({ url }) => ({ url }), options: { ...slow, priority: 10, region: "eu-central-1" } },
    {
      taskName: "speak",
      forEach: (recording) => recording.lines,
      inputMapper: (line) => ({ text: line.text.trim(), voice: line.voice }),
      options: (line, { input, index }) => ({
        concurrencyKey: input.tenant,
        priority: 100 - index, // the first lines first
        tags: [`tenant:${input.tenant}`, `voice:${line.voice}`],
      }),
    },
    {
      taskName: "join",
      inputMapper: (spoken) => ({ mp3s: spoken.map(({ mp3 }) => mp3) }),
      options: (spoken, { input: { isUrgent } }) => (isUrgent ? { priority: 60 } : { delay: `${spoken.length}s` }),
    },
    {
      taskName: "publish",
      options: (joined, { input }) => {
        const host = new URL(joined.mp3).host;
        return { tags: [host, input.tenant], metadata: { tenant: input.tenant } };
      },
    },
  ],
});

/** A function that has a name is called, under the name that it has. */
const ofTenant = (prev: { url: string; tenant: string }) => ({ concurrencyKey: prev.tenant });

for (const region of ["eu", "us"]) {
  defineTrack({
    name: `Transcribe ${region}`,
    input: Input,
    options: { queue: `media-${region}` },
    tasks: [
      { taskName: "transcribe", inputMapper: ({ url }) => ({ url }), options: ofTenant },
      { taskName: "speak", forEach: () => [{ text: region, voice: "a" }], options: ({ voice }) => ({ region, tags: voice }) },
      { taskName: "join", inputMapper: () => ({ mp3s: [] }), options: { queue: region, tags: [region] } },
    ],
  });
}

const alone = defineTrack({ name: "AloneTrack", tasks: [{ taskName: "publish", options: { ttl: 60 } }] });

export const bothTracks = defineCompositeTrack({
  name: "BothTracks",
  type: "composite",
  options: { machine: { preset: "small-2x" } },
  tasks: [{ taskName: "join" }],
  subTracks: [alone, { taskName: "publish" }],
  subTrackOptions: {
    AloneTrack: (joined, { outputs, input }) => ({ tags: [joined.mp3, outputs.join.mp3, `${input.mp3s.length}`] }),
    publish: { priority: 5, idempotencyKeyTTL: "7d" },
  },
});

export const voiceOrchestrator = defineOrchestrator({
  name: "VoiceOrchestrator",
  input: Input,
  options: { retry: { maxAttempts: 1 } },
  tracks: [voiceTrack, { track: alone, name: "Second" }, { track: alone, name: "Third" }],
  trackDependencies: { Second: ["VoiceTrack"], Third: ["VoiceTrack"] },
  trackInputMappings: {
    Second: (outputs) => ({ mp3: outputs.VoiceTrack.url }),
    Third: (outputs) => ({ mp3: outputs.VoiceTrack.url }),
  },
  trackOptions: {
    VoiceTrack: (_, input) => ({ concurrencyKey: input.tenant }),
    Third: (outputs, input) => ({ delay: "10m", tags: [outputs.VoiceTrack.url, input.tenant] }),
  },
  finalTask: {
    taskName: "publish",
    inputMapper: (outputs) => ({ mp3: outputs.Third.url }),
    options: (outputs, { tenant }) => ({ tags: [tenant, outputs.Second.url] }),
  },
});

/** Lanes are regions of their own: what only options read is carried into them too. */
export const lanes = defineOrchestrator({
  name: "Lanes",
  input: z.object({ mp3: z.string(), tenant: z.string() }),
  tracks: [
    { taskName: "publish", name: "A" },
    { taskName: "publish", name: "B" },
    { taskName: "publish", name: "C" },
    { taskName: "publish", name: "D" },
  ],
  trackDependencies: { C: ["A"], D: ["B"] },
  trackInputMappings: {
    A: (_, input) => ({ mp3: input.mp3 }),
    B: () => ({ mp3: "b" }),
    C: (outputs) => ({ mp3: outputs.A.url }),
    D: () => ({ mp3: "d" }),
  },
  trackOptions: {
    B: (_, { tenant }) => ({ concurrencyKey: tenant }),
    D: (outputs) => ({ tags: outputs.B.url }),
  },
  output: (outputs) => outputs.C.url,
});
