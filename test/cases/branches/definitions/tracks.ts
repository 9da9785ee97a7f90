import { z } from "zod";
import { defineOrchestrator, defineTrack } from "./registry.js";

const audioTrack = defineTrack({ name: "AudioTrack", tasks: [{ taskName: "transcribe" }] });
const videoTrack = defineTrack({ name: "VideoTrack", tasks: [{ taskName: "describe" }] });
const discardTrack = defineTrack({ name: "DiscardTrack", tasks: [{ taskName: "discard" }] });
const bothOrchestrator = defineOrchestrator({ name: "BothOrchestrator", tracks: [audioTrack, discardTrack] });

/** Every kind has its track, and the type says what they may return. */
export const mediaTrack = defineTrack({
  name: "MediaTrack",
  tasks: [
    { taskName: "probe" },
    {
      name: "by kind",
      branch: {
        on: (media) => media.kind,
        cases: {
          audio: audioTrack,
          video: {
            track: videoTrack,
            inputMapper: (media, { input }) => ({ url: media.url, frames: input.url.length }),
          },
          other: discardTrack,
        },
      },
    },
    {
      taskName: "index",
      when: (result) => result !== null,
      inputMapper: (result) => {
        if (!result) throw new Error("skipped, then");
        return result;
      },
    },
  ],
});

/** A case for whatever is left, and results that nothing reads. */
export const cleanTrack = defineTrack({
  name: "CleanTrack",
  input: z.object({ url: z.string(), age: z.number() }),
  tasks: [
    {
      name: "clean",
      when: ({ age }) => age > 1,
      branch: {
        on: ({ age }) => {
          if (age > 10) return "old";
          return `${age} days`;
        },
        cases: { old: { track: discardTrack, inputMapper: ({ url }) => ({ url }) } },
        default: { track: bothOrchestrator, inputMapper: ({ url }) => ({ url: `${url}?keep` }) },
      },
    },
    { taskName: "probe", inputMapper: (_cleaned, { input }) => ({ url: input.url }) },
    { name: "last", branch: { on: ({ kind }) => kind, cases: { audio: audioTrack }, default: discardTrack } },
  ],
});

const otherwise = { Gone: 410, Back: -1 } as const;

/** Numbers, written and computed, and words that look like numbers. */
export const statusTrack = defineTrack({
  name: "StatusTrack",
  input: z.object({
    url: z.string(),
    status: z.union([z.literal(200), z.literal(404), z.enum(otherwise)]),
    version: z.enum(["1", "2"]),
  }),
  tasks: [
    {
      name: "by status",
      branch: {
        on: ({ status }) => status,
        cases: {
          200: audioTrack,
          404: discardTrack,
          [otherwise.Gone]: discardTrack,
          [otherwise.Back]: { track: videoTrack, inputMapper: ({ url, status }) => ({ url, frames: status }) },
        },
      },
    },
    {
      name: "by version",
      branch: {
        on: (_, { input }) => input.version,
        cases: {
          "1": { track: discardTrack, inputMapper: (_, { input }) => ({ url: input.url }) },
          "2": { track: audioTrack, inputMapper: (_, { input }) => ({ url: input.url }) },
        },
      },
    },
    {
      name: "by length",
      branch: {
        on: (_, { input }) => input.url.length,
        cases: { 1: { track: audioTrack, inputMapper: (_, { input }) => ({ url: `${input.url} is short` }) } },
        default: { track: audioTrack, inputMapper: (_, { input }) => ({ url: input.url }) },
      },
    },
  ],
});
