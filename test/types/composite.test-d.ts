import { expectTypeOf } from "vitest";
import { z } from "zod";
import type { Track } from "../../src/define/index.js";
import {
  audio,
  type Combined,
  defineCompositeTrack,
  type Extracted,
  type Spoken,
  text,
  type Transcribed,
} from "./tasks.js";

// No leading tasks, no schema: the input is what the sub-tracks without mapping need. Outputs are a tuple.
const both = defineCompositeTrack({
  name: "Both",
  type: "composite",
  tasks: [],
  subTracks: [audio, { track: audio, name: "Again" }, { taskName: "transcribe" }, { taskName: "speak", name: "voice" }],
  subTrackInputMappings: {
    voice: (prev, { input, outputs }) => {
      expectTypeOf(prev).toEqualTypeOf<typeof input>();
      expectTypeOf(prev.videoUrl).toEqualTypeOf<string>();
      expectTypeOf(prev.audioUrl).toEqualTypeOf<string>();
      expectTypeOf(outputs).toEqualTypeOf<{}>();
      return { text: prev.language ?? "" };
    },
  },
  mergeStrategy: async (outputs, { input }) => {
    expectTypeOf(outputs).toEqualTypeOf<[Combined, Combined, Transcribed, Spoken]>();
    expectTypeOf(input.videoUrl).toEqualTypeOf<string>();
    return { first: outputs[0].finalAudio, last: outputs[3] };
  },
});
expectTypeOf(both).branded.toEqualTypeOf<
  Track<
    "Both",
    { videoUrl: string; voice?: string | undefined; audioUrl: string; language?: string | undefined },
    { first: string; last: Spoken }
  >
>();

// Leading tasks: their last output goes to the sub-tracks. No merge: a record by name. Composites nest.
const led = defineCompositeTrack({
  name: "Led",
  id: "led-track",
  type: "composite",
  tasks: [
    { taskName: "extract" },
    { taskName: "transcribe", name: "script" },
    { taskName: "speak", forEach: (prev) => prev.segments, inputMapper: (text, { index }) => ({ text: text + index }) },
  ],
  subTracks: [{ taskName: "combine" }, text, both],
  subTrackInputMappings: {
    Text: (prev, { input, outputs }) => {
      expectTypeOf(prev).toEqualTypeOf<Spoken[]>();
      expectTypeOf(input).toEqualTypeOf<{ videoUrl: string }>();
      expectTypeOf(outputs).toEqualTypeOf<{
        readonly extract: Extracted;
        readonly script: Transcribed;
        readonly speak: Spoken[];
      }>();
      return input;
    },
    Both: (_, { input, outputs }) => ({ ...input, ...outputs.extract }),
  },
});
expectTypeOf(led).toEqualTypeOf<
  Track<
    "Led",
    { videoUrl: string },
    { readonly combine: Combined; readonly Text: Transcribed; readonly Both: { first: string; last: Spoken } }
  >
>();

// A schema; a merge that is not async; mapping before merge and merge before mapping.
const schema = z.object({ videoUrl: z.string(), speed: z.number().default(1) });
const merged = defineCompositeTrack({
  name: "Merged",
  type: "composite",
  input: schema,
  mergeStrategy: ([left, right], { input }) => {
    expectTypeOf(left).toEqualTypeOf<Transcribed>();
    expectTypeOf(right).toEqualTypeOf<Spoken>();
    expectTypeOf(input).toEqualTypeOf<{ videoUrl: string; speed: number }>();
    return left.confidence * input.speed;
  },
  subTrackInputMappings: { speak: (prev) => ({ text: prev.videoUrl }) },
  subTracks: [text, { taskName: "speak" }],
  tasks: [],
});
expectTypeOf(merged).toEqualTypeOf<Track<"Merged", { videoUrl: string; speed?: number | undefined }, number>>();

// @ts-expect-error a mapping is missing: what came out of the tasks does not fit
defineCompositeTrack({ name: "X", type: "composite", tasks: [{ taskName: "extract" }], subTracks: [text] });
// @ts-expect-error a mapping is missing: the input does not fit
defineCompositeTrack({ name: "X", type: "composite", input: z.string(), tasks: [], subTracks: [text] });
defineCompositeTrack({
  name: "X",
  type: "composite",
  tasks: [{ taskName: "extract" }],
  subTracks: [text, audio],
  // @ts-expect-error one of two mappings is missing
  subTrackInputMappings: { Text: (_, { input }) => input },
});
defineCompositeTrack({
  name: "X",
  type: "composite",
  tasks: [],
  subTracks: [text],
  // @ts-expect-error unknown sub-track
  subTrackInputMappings: { Txt: () => ({ videoUrl: "" }) },
});
defineCompositeTrack({
  name: "X",
  type: "composite",
  tasks: [],
  subTracks: [text],
  // @ts-expect-error not the sub-track's payload
  subTrackInputMappings: { Text: () => ({ videoUrl: 1 }) },
});
defineCompositeTrack({
  name: "X",
  type: "composite",
  tasks: [],
  // @ts-expect-error unknown task
  subTracks: [{ taskName: "extrac" }],
});
defineCompositeTrack({
  name: "X",
  type: "composite",
  tasks: [],
  subTracks: [text],
  // @ts-expect-error there is one output
  mergeStrategy: (outputs) => outputs[1],
});
defineCompositeTrack({
  name: "X",
  type: "composite",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error a leading task's mapper is missing
    { taskName: "speak" },
  ],
  subTracks: [{ taskName: "combine" }],
  subTrackInputMappings: { combine: (prev) => [prev] },
});
// @ts-expect-error type is missing
defineCompositeTrack({ name: "X", tasks: [], subTracks: [text] });
