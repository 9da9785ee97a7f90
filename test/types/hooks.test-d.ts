import { expectTypeOf } from "vitest";
import { z } from "zod";
import {
  audio,
  type Combined,
  defineCompositeTrack,
  defineOrchestrator,
  defineTrack,
  type Extracted,
  type Spoken,
  text,
  type Transcribed,
} from "./tasks.js";

// Hooks get the parsed input as the payload, and the output where there is one.
defineTrack({
  name: "Hooks",
  input: z.object({ videoUrl: z.string(), voice: z.string().default("rachel") }),
  tasks: [
    { taskName: "extract" },
    { taskName: "transcribe" },
    { taskName: "speak", forEach: (prev) => prev.segments, inputMapper: (text) => ({ text }) },
  ],
  onStartAttempt: ({ payload, ctx }) => {
    expectTypeOf(payload).toEqualTypeOf<{ videoUrl: string; voice: string }>();
    expectTypeOf(ctx.attempt.number).toEqualTypeOf<number>();
  },
  onSuccess: async ({ payload, output }) => {
    expectTypeOf(payload).toEqualTypeOf<{ videoUrl: string; voice: string }>();
    expectTypeOf(output).toEqualTypeOf<Spoken[]>();
  },
  onFailure: ({ error }) => void expectTypeOf(error).toEqualTypeOf<unknown>(),
  onComplete: ({ result }) => {
    if (result.ok) expectTypeOf(result.data).toEqualTypeOf<Spoken[]>();
  },
  onCancel: ({ payload, ctx }) => console.log(payload.videoUrl, ctx.run.id),
});

// Without a schema, the payload is the first step's.
defineTrack({
  name: "NoSchema",
  tasks: [{ taskName: "extract" }],
  onSuccess: ({ payload, output }) => {
    expectTypeOf(payload).toEqualTypeOf<{ videoUrl: string }>();
    expectTypeOf(output).toEqualTypeOf<Extracted>();
  },
  onWait: ({ wait }) => void wait.type,
  onResume: ({ wait }) => void wait.type,
});

// In graphs, after what makes the output.
defineOrchestrator({
  name: "Record",
  tracks: [audio, text],
  onSuccess: ({ output }) => {
    expectTypeOf(output).toEqualTypeOf<{ readonly Audio: Combined; readonly Text: Transcribed }>();
  },
});
defineOrchestrator({
  name: "Made",
  tracks: [audio, text],
  output: (outputs) => outputs.Audio.finalAudio,
  onSuccess: ({ output }) => void expectTypeOf(output).toEqualTypeOf<string>(),
});
defineOrchestrator({
  name: "Final",
  tracks: [audio, text],
  finalTask: { taskName: "merge" },
  onSuccess: ({ output }) => void expectTypeOf(output).toEqualTypeOf<{ url: string }>(),
});
defineCompositeTrack({
  name: "Composite",
  type: "composite",
  input: z.object({ videoUrl: z.string() }),
  tasks: [],
  subTracks: [text],
  mergeStrategy: async ([script]) => script.confidence,
  onSuccess: ({ payload, output }) => {
    expectTypeOf(payload).toEqualTypeOf<{ videoUrl: string }>();
    expectTypeOf(output).toEqualTypeOf<number>();
  },
});

// prettier-ignore
// @ts-expect-error deprecated by Trigger.dev
defineTrack({ name: "X", tasks: [{ taskName: "extract" }], onStart: () => undefined });
// @ts-expect-error flowgen's own
defineTrack({ name: "X", tasks: [{ taskName: "extract" }], catchError: () => undefined });

// A hook that says itself what it takes stands anywhere, also above what makes the output.
const onSuccess = ({ output }: { output: number }): void => console.log(output);
defineTrack({
  name: "Declared",
  input: z.object({ videoUrl: z.string() }),
  onSuccess,
  tasks: [
    { taskName: "extract" },
    { name: "length", transform: ({ audioUrl }) => audioUrl.length },
    { name: "twice", transform: (length) => length * 2 },
  ],
});
defineCompositeTrack({
  name: "Declared",
  type: "composite",
  onSuccess,
  tasks: [],
  subTracks: [text],
  mergeStrategy: ([transcribed]) => transcribed.confidence,
});
defineOrchestrator({
  name: "Declared",
  onSuccess,
  tracks: [audio, text],
  output: ({ Audio, Text }, input) => Audio.finalAudio.length + Text.confidence + input.videoUrl.length,
});
// @ts-expect-error it takes a number
defineTrack({ name: "X", tasks: [{ taskName: "extract" }, { name: "t", transform: (p) => p }], onSuccess });
// @ts-expect-error it takes a number
defineOrchestrator({ name: "X", tracks: [text], output: ({ Text }) => [Text.confidence], onSuccess });
