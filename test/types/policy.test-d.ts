import { expectTypeOf } from "vitest";
import { z } from "zod";
import type { Orchestrator, OrchestratorDefinition, Settled } from "../../src/define/index.js";
import {
  audio,
  type Combined,
  defineCompositeTrack,
  defineOrchestrator,
  type Extracted,
  type Spoken,
  text,
  type Transcribed,
} from "./tasks.js";

type Input = { videoUrl: string; voice: string };
const input = z.object({ videoUrl: z.string(), voice: z.string().default("rachel") });

// One that goes on: it, and what depends on it, may be missing at the end; those that depend on it run only with it.
defineOrchestrator({
  name: "OneContinues",
  input,
  tracks: [{ track: audio, onTrackFailure: "continue" }, text, { taskName: "speak" }, { taskName: "combine" }],
  trackDependencies: { speak: ["Audio", "Text"], combine: ["speak"] },
  trackInputMappings: {
    speak: (outputs) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly Audio: Combined; readonly Text: Transcribed }>();
      return { text: outputs.Audio.finalAudio };
    },
    combine: (outputs) => [outputs.speak],
  },
  output: (outputs) => {
    expectTypeOf(outputs).toEqualTypeOf<{
      readonly Audio: Settled<Combined>;
      readonly Text: Transcribed;
      readonly speak: Settled<Spoken>;
      readonly combine: Settled<Combined>;
    }>();
    // @ts-expect-error it may be missing
    void outputs.Audio.output;
    if (outputs.Audio.status === "failed") expectTypeOf(outputs.Audio.error.message).toEqualTypeOf<string>();
    if (outputs.Audio.status === "skipped") expectTypeOf(outputs.Audio.because).toEqualTypeOf<string>();
    return outputs.Audio.status === "completed" ? outputs.Audio.output.finalAudio : undefined;
  },
});

// All go on but one, and the record of all outputs is returned. A final task has to be given what it takes.
expectTypeOf(
  defineOrchestrator({
    name: "AllContinue",
    tracks: [text, { taskName: "extract", onTrackFailure: "halt" }],
    onTrackFailure: "continue",
  }),
).branded.toEqualTypeOf<
  Orchestrator<
    "AllContinue",
    { videoUrl: string },
    { readonly Text: Settled<Transcribed>; readonly extract: Extracted }
  >
>();
defineOrchestrator({ name: "Fits", tracks: [audio, text], finalTask: { taskName: "merge" } });
defineOrchestrator({
  name: "FitsNot",
  tracks: [audio, { track: text, onTrackFailure: "continue" }],
  // @ts-expect-error the mapper is missing: the text may be
  finalTask: { taskName: "merge" },
});

// Asked for: it runs whatever became of the other, and what depends on it is there.
defineOrchestrator({
  name: "Asked",
  input,
  tracks: [{ track: audio, onTrackFailure: "continue" }, text, { taskName: "speak" }],
  trackDependencies: { speak: [{ settled: "Audio" }, "Text"] },
  trackInputMappings: {
    speak: (outputs) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly Audio: Settled<Combined>; readonly Text: Transcribed }>();
      // @ts-expect-error it may be missing
      void outputs.Audio.output;
      return { text: outputs.Audio.status };
    },
  },
  output: (outputs) => {
    expectTypeOf(outputs.speak).toEqualTypeOf<Spoken>();
    return outputs.speak;
  },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error an unknown dependency
  trackDependencies: { Text: [{ settled: "Audi" }] },
  trackInputMappings: { Text: () => ({ videoUrl: "" }) },
});
defineOrchestrator({
  name: "X",
  tracks: [audio, text],
  // @ts-expect-error a node cannot depend on itself
  trackDependencies: { Text: [{ settled: "Text" }] },
  trackInputMappings: { Text: () => ({ videoUrl: "" }) },
});

// A value in place of an output: never missing, of either type, also where it is made by an async function.
defineOrchestrator({
  name: "Fallbacks",
  input,
  tracks: [
    {
      track: audio,
      fallback: (error, { input, outputs }) => {
        expectTypeOf(error.runId).toEqualTypeOf<string>();
        expectTypeOf(input).toEqualTypeOf<Input>();
        expectTypeOf(outputs).toEqualTypeOf<{}>();
        return { silent: error.message };
      },
    },
    { taskName: "speak", fallback: async () => await Promise.resolve(null) },
  ],
  onTrackFailure: "continue",
  trackDependencies: { speak: ["Audio"] },
  trackInputMappings: {
    speak: (outputs) => {
      expectTypeOf(outputs.Audio).toEqualTypeOf<Combined | { silent: string }>();
      return { text: "silent" in outputs.Audio ? outputs.Audio.silent : outputs.Audio.finalAudio };
    },
  },
  output: (outputs) => {
    expectTypeOf(outputs.speak).toEqualTypeOf<Spoken | null>();
    return outputs.Audio;
  },
});

// Conditions: what reads a node that may be skipped finds `undefined`; where it may be missing, the status says so.
expectTypeOf(
  defineOrchestrator({
    name: "Conditions",
    input,
    tracks: [
      text,
      {
        track: audio,
        when: (outputs, input) => {
          expectTypeOf(outputs).toEqualTypeOf<{ readonly Text: Transcribed }>();
          expectTypeOf(input).toEqualTypeOf<Input>();
          // @ts-expect-error not a declared dependency
          void outputs.speak;
          return outputs.Text.confidence > 0.5;
        },
      },
      { taskName: "speak", when: (_, { voice }) => voice !== "none", onTrackFailure: "continue" },
      { taskName: "combine" },
    ],
    trackDependencies: { Audio: ["Text"], speak: ["Audio"], combine: ["speak", { settled: "Audio" }] },
    trackInputMappings: {
      Audio: (_, input) => input,
      speak: (outputs) => {
        expectTypeOf(outputs).toEqualTypeOf<{ readonly Audio: Combined | undefined }>();
        return { text: outputs.Audio?.finalAudio ?? "" };
      },
      combine: (outputs) => {
        expectTypeOf(outputs).toEqualTypeOf<{
          readonly speak: Spoken | undefined;
          readonly Audio: Settled<Combined>;
        }>();
        return [];
      },
    },
    finalTask: {
      taskName: "extract",
      when: (outputs) => outputs.Text.confidence > 0.5,
      inputMapper: (outputs) => {
        expectTypeOf(outputs).toEqualTypeOf<{
          readonly Text: Transcribed;
          readonly Audio: Combined | undefined;
          readonly speak: Settled<Spoken>;
          readonly combine: Settled<Combined>;
        }>();
        return { videoUrl: "" };
      },
    },
  }),
).toEqualTypeOf<Orchestrator<"Conditions", { videoUrl: string; voice?: string | undefined }, Extracted | undefined>>();
defineOrchestrator({
  name: "X",
  // @ts-expect-error a condition is not a promise
  tracks: [{ track: text, when: async () => await Promise.resolve(true) }],
});

// Without a schema, the input is known to these functions too; a node without name goes by that of its track.
defineOrchestrator({
  name: "NoSchema",
  tracks: [{ track: text, when: (_, input) => input.videoUrl !== "" }, { taskName: "speak" }],
  trackDependencies: { speak: ["Text"] },
  trackInputMappings: { speak: ({ Text }) => ({ text: Text?.segments.join() ?? "" }) },
});

defineOrchestrator({
  name: "AfterTask",
  tracks: [
    { taskName: "speak", name: "greet" },
    { taskName: "extract" },
    {
      track: text,
      when: (outputs) => {
        expectTypeOf(outputs).toEqualTypeOf<{ readonly greet: Spoken; readonly extract: Extracted }>();
        return outputs.greet.mp3Url !== "";
      },
    },
  ],
  trackDependencies: { Text: ["greet", "extract"] },
  trackInputMappings: { Text: () => ({ videoUrl: "" }) },
});

defineOrchestrator({
  name: "BesideBraces",
  input,
  tracks: [
    { track: audio },
    { track: text, name: "Words", onTrackFailure: "continue" },
    {
      taskName: "speak",
      name: "Log",
      when: (outputs) => {
        expectTypeOf(outputs).toEqualTypeOf<{ readonly Audio: Combined; readonly Words: Transcribed }>();
        return outputs.Words.confidence > 0.5;
      },
    },
  ],
  trackDependencies: { Log: ["Audio", "Words"] },
  trackInputMappings: { Log: ({ Audio }) => ({ text: Audio.finalAudio }) },
});

// Nothing but functions in `tracks`; then rules that come from the names still hold.
defineOrchestrator({
  name: "OnlyFunctions",
  input,
  tracks: [{ track: audio, name: "Intro", fallback: (error, { input }) => [error.message, input.voice] }, text],
  output: (outputs) => {
    expectTypeOf(outputs).toEqualTypeOf<{ readonly Intro: Combined | string[]; readonly Text: Transcribed }>();
    return 1;
  },
});
defineOrchestrator({
  name: "OnlyFunctions",
  input,
  tracks: [{ track: audio, fallback: (error) => ({ finalAudio: error.message }) }, text],
  finalTask: { taskName: "merge" },
});
defineOrchestrator({
  name: "X",
  input,
  tracks: [{ track: audio, fallback: (error) => error.message }, text],
  // @ts-expect-error what stands in does not fit
  finalTask: { taskName: "merge" },
});
// @ts-expect-error the input does not fit
defineOrchestrator({ name: "X", input, tracks: [{ taskName: "combine", when: (_, input) => input.voice !== "" }] });

// Lists that code makes.
defineOrchestrator({
  name: "List",
  tracks: ["a", "b"].map((name) => ({ track: text, name, onTrackFailure: "continue" as const })),
  output: (outputs) => {
    expectTypeOf(outputs["a"]).toEqualTypeOf<Settled<Transcribed> | undefined>();
    return 1;
  },
});

// Refused.
defineOrchestrator({
  name: "X",
  // @ts-expect-error neither "halt" nor "continue"
  tracks: [{ track: text, onTrackFailure: "contine" }],
});
defineOrchestrator({
  name: "X",
  tracks: [text],
  // @ts-expect-error neither "halt" nor "continue"
  onTrackFailure: "go on",
});
defineCompositeTrack({
  name: "X",
  type: "composite",
  tasks: [],
  // @ts-expect-error an orchestrator's alone
  subTracks: [{ track: text, onTrackFailure: "continue" }],
});

// The plain form has the fields too.
export const plain: OrchestratorDefinition = {
  name: "Plain",
  onTrackFailure: "continue",
  tracks: [
    { track: text, onTrackFailure: "halt", when: (outputs, input) => outputs.a === input.b },
    { taskName: "speak", fallback: (error, { input }) => [error.message, input] },
  ],
  trackDependencies: { speak: [{ settled: "Text" }] },
  trackInputMappings: { speak: (outputs) => ({ text: outputs.Text }) },
  finalTask: { taskName: "combine", when: (outputs) => outputs.Text.status === "completed" },
};
