import { expectTypeOf } from "vitest";
import { z } from "zod";
import { audio, defineCompositeTrack, defineOrchestrator, defineTrack, text } from "./tasks.js";

// The key is made of the parsed input.
defineTrack({
  name: "Resumed",
  input: z.object({ videoUrl: z.string(), version: z.number().default(1) }),
  resume: {
    key: (input) => {
      expectTypeOf(input).toEqualTypeOf<{ videoUrl: string; version: number }>();
      return `${input.videoUrl} ${input.version}`;
    },
    ttl: "7d",
  },
  tasks: [{ taskName: "extract", inputMapper: ({ videoUrl }) => ({ videoUrl }) }],
});
defineTrack({ name: "NoSchema", resume: { key: ({ videoUrl }) => videoUrl }, tasks: [{ taskName: "extract" }] });
defineOrchestrator({
  name: "Graph",
  resume: { key: (input) => input.videoUrl },
  tracks: [audio, text],
  output: (outputs, input) => [outputs.Audio.finalAudio, input.videoUrl],
});
defineCompositeTrack({
  name: "Composite",
  type: "composite",
  tasks: [],
  subTracks: [text],
  resume: { key: (input) => input.videoUrl },
});

// @ts-expect-error a key is a string, not a promise of one
defineTrack({ name: "X", resume: { key: async () => "a" }, tasks: [{ taskName: "extract" }] });
// @ts-expect-error a key is needed
defineTrack({ name: "X", resume: { ttl: "7d" }, tasks: [{ taskName: "extract" }] });

// It may stand above functions in `tracks`, with and without a schema.
defineOrchestrator({
  name: "Above",
  input: z.object({ videoUrl: z.string(), version: z.number().default(1) }),
  resume: {
    key: (input) => {
      expectTypeOf(input).toEqualTypeOf<{ videoUrl: string; version: number }>();
      return input.videoUrl;
    },
  },
  tracks: [
    { track: text, when: (_, { version }) => version > 1 },
    { track: audio, when: ({ Text }) => Text !== undefined, fallback: () => null },
  ],
  trackDependencies: { Audio: ["Text"] },
  trackInputMappings: { Audio: ({ Text }, { videoUrl }) => ({ videoUrl, voice: `${Text?.confidence}` }) },
  trackOptions: { Audio: ({ Text }, { videoUrl }) => ({ tags: videoUrl, priority: Text?.confidence ?? 0 }) },
});
defineOrchestrator({
  name: "AboveNoSchema",
  resume: { key: ({ videoUrl }) => videoUrl },
  tracks: [{ track: text, fallback: (error) => error.message }],
  output: ({ Text }) => (typeof Text === "string" ? Text : Text.confidence),
});
