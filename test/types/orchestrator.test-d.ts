import { expectTypeOf } from "vitest";
import { z } from "zod";
import type { Orchestrator } from "../../src/define/index.js";
import {
  audio,
  type Combined,
  defineCompositeTrack,
  defineOrchestrator,
  type Spoken,
  text,
  type Transcribed,
} from "./tasks.js";
import { defineTrack } from "./tasks.js";

type Input = { videoUrl: string; voice: string };
const input = z.object({ videoUrl: z.string(), voice: z.string().default("rachel") });

// Every kind of node. Dependencies come after the mappings that need them.
const full = defineOrchestrator({
  name: "Full",
  id: "full-orchestrator",
  input,
  tracks: [audio, text, { track: audio, name: "Again" }, { taskName: "speak" }, { taskName: "combine", name: "join" }],
  trackInputMappings: {
    Again: (outputs, input) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly Audio: Combined; readonly Text: Transcribed }>();
      expectTypeOf(input).toEqualTypeOf<Input>();
      // @ts-expect-error not a declared dependency
      void outputs.speak;
      return { videoUrl: outputs.Audio.finalAudio, voice: outputs.Text.segments.join() };
    },
    speak: (outputs, input) => {
      expectTypeOf(outputs).toEqualTypeOf<{}>();
      return { text: input.voice };
    },
    join: (outputs) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly speak: Spoken }>();
      return [outputs.speak];
    },
  },
  trackDependencies: { Again: ["Audio", "Text"], join: ["speak"], Text: [] },
  finalTask: {
    taskName: "merge",
    name: "final",
    inputMapper: (outputs, input) => {
      expectTypeOf(outputs).toEqualTypeOf<{
        readonly Audio: Combined;
        readonly Text: Transcribed;
        readonly Again: Combined;
        readonly speak: Spoken;
        readonly join: Combined;
      }>();
      expectTypeOf(input).toEqualTypeOf<Input>();
      return { Audio: outputs.join, Text: outputs.Text };
    },
  },
});
expectTypeOf(full).toEqualTypeOf<
  Orchestrator<"Full", { videoUrl: string; voice?: string | undefined }, { url: string }>
>();

// The final task's mapper may be left out: the record of outputs fits.
expectTypeOf(
  defineOrchestrator({ name: "Fits", tracks: [audio, text], finalTask: { taskName: "merge" } }),
).branded.toEqualTypeOf<Orchestrator<"Fits", { videoUrl: string; voice?: string | undefined }, { url: string }>>();

// Output: what it returns, or the record of outputs by node name.
const made = defineOrchestrator({
  name: "Made",
  tracks: [text],
  output: (outputs, input) => {
    expectTypeOf(outputs).toEqualTypeOf<{ readonly Text: Transcribed }>();
    expectTypeOf(input).toEqualTypeOf<{ videoUrl: string }>();
    return outputs.Text.segments.length;
  },
});
expectTypeOf(made).toEqualTypeOf<Orchestrator<"Made", { videoUrl: string }, number>>();
expectTypeOf(
  defineOrchestrator({ name: "Record", tracks: [text, { taskName: "extract", name: "raw" }] }),
).branded.toEqualTypeOf<
  Orchestrator<"Record", { videoUrl: string }, { readonly Text: Transcribed; readonly raw: { audioUrl: string } }>
>();

// No schema: what the nodes need that take the input. Those with a mapping or with dependencies do not.
const needs = defineOrchestrator({
  name: "Needs",
  tracks: [text, { taskName: "transcribe" }, { taskName: "speak" }, { taskName: "combine" }],
  trackDependencies: { speak: ["transcribe"] },
  trackInputMappings: {
    speak: (outputs, input) => ({ text: outputs.transcribe.segments.join(), voice: input.videoUrl }),
    combine: (_, input) => [{ mp3Url: input.audioUrl }],
  },
});
expectTypeOf(needs).branded.toEqualTypeOf<
  Orchestrator<
    "Needs",
    { videoUrl: string; audioUrl: string; language?: string | undefined },
    {
      readonly Text: Transcribed;
      readonly transcribe: Transcribed;
      readonly speak: Spoken;
      readonly combine: Combined;
    }
  >
>();
const none = defineOrchestrator({
  name: "None",
  tracks: [text],
  trackInputMappings: { Text: () => ({ videoUrl: "https://example.com" }) },
});
expectTypeOf(none).toEqualTypeOf<Orchestrator<"None", unknown, { readonly Text: Transcribed }>>();

// Composite tracks, tracks defined in place, and lists of nodes made by code.
defineOrchestrator({
  name: "Nested",
  tracks: [
    defineCompositeTrack({ name: "Pair", type: "composite", tasks: [], subTracks: [text] }),
    defineTrack({ name: "Inline", tasks: [{ taskName: "speak", inputMapper: (prev) => ({ text: prev.text }) }] }),
  ],
  trackDependencies: { Inline: ["Pair"] },
  trackInputMappings: {
    Inline: (outputs) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly Pair: { readonly Text: Transcribed } }>();
      return { text: "" };
    },
  },
});
defineOrchestrator({ name: "List", tracks: ["a", "b"].map((name) => ({ track: text, name })) });

// Names that code computes: checked by the build, typed as far as they are known.
const voices = ["a", "b"].map((voice) => defineTrack({ name: `Voice-${voice}`, tasks: [{ taskName: "speak" }] }));
defineOrchestrator({
  name: "Computed",
  tracks: [...voices, text],
  trackDependencies: { Text: voices.map((voice) => voice.name) },
  trackInputMappings: {
    Text: (outputs) => {
      expectTypeOf(outputs["Voice-a"]).toEqualTypeOf<Spoken | undefined>();
      return { videoUrl: "" };
    },
  },
});
defineOrchestrator({
  name: "PartlyComputed",
  tracks: [...voices, text],
  trackDependencies: { Text: ["Voice-a"] },
  trackInputMappings: {
    Text: (outputs) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly "Voice-a": Spoken }>();
      return { videoUrl: outputs["Voice-a"].mp3Url };
    },
  },
});

// Missing mappings.
// @ts-expect-error a node with dependencies needs a mapping
defineOrchestrator({ name: "X", tracks: [audio, text], trackDependencies: { Text: ["Audio"] } });
// @ts-expect-error the input does not fit
defineOrchestrator({ name: "X", input: z.object({ video: z.string() }), tracks: [text] });
defineOrchestrator({
  name: "X",
  tracks: [audio, text, { taskName: "extract" }],
  trackDependencies: { Text: ["Audio"], extract: ["Audio"] },
  // @ts-expect-error one of two mappings is missing
  trackInputMappings: { Text: () => ({ videoUrl: "" }) },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error the final task's mapper is missing
  finalTask: { taskName: "speak" },
});

// Names.
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error an unknown dependency
  trackDependencies: { Text: ["Audi"] },
  trackInputMappings: { Text: () => ({ videoUrl: "" }) },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error an unknown node
  trackDependencies: { Txt: ["Audio"] },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error a node cannot depend on itself
  trackDependencies: { Text: ["Text"] },
  trackInputMappings: { Text: () => ({ videoUrl: "" }) },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, { track: audio, name: "Again" }],
  // @ts-expect-error known under its own name only
  trackDependencies: { Again: ["audio"] },
  trackInputMappings: { Again: () => ({ videoUrl: "" }) },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error a mapping for an unknown node
  trackInputMappings: { Txt: () => ({ videoUrl: "" }) },
});
defineOrchestrator({
  name: "X",
  // @ts-expect-error an unknown task
  tracks: [{ taskName: "extrac" }],
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error an unknown task
  finalTask: { taskName: "merg", inputMapper: () => ({}) },
});
defineOrchestrator({
  name: "X",
  tracks: [text],
  // @ts-expect-error an unknown property
  trackDependency: {},
});

// Mappings.
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error without dependencies there are no outputs
  trackInputMappings: { Text: (outputs) => ({ videoUrl: outputs.Audio.finalAudio }) },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error not the node's payload
  trackInputMappings: { Text: () => ({ videoUrl: 1 }) },
});
defineOrchestrator({
  name: "X",
  tracks: [text],
  // @ts-expect-error not the final task's payload
  finalTask: { taskName: "speak", inputMapper: (outputs) => ({ text: outputs.Text.confidence }) },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  finalTask: { taskName: "merge" },
  // @ts-expect-error a final task and an output exclude each other
  output: () => 1,
});
expectTypeOf(defineOrchestrator({ name: "Beside", tracks: [{ track: text }] })).branded.toEqualTypeOf<
  Orchestrator<"Beside", { videoUrl: string }, { readonly Text: Transcribed }>
>();

// Progress.
defineOrchestrator({ name: "X", tracks: [text], progress: true });
// @ts-expect-error it is shown or not
defineOrchestrator({ name: "X", tracks: [text], progress: "often" });
