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
