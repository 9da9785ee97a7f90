import { expectTypeOf } from "vitest";
import { z } from "zod";
import type { Track } from "../../src/define/index.js";
import { audio, defineTrack, type Extracted, type Spoken, text, type Transcribed } from "./tasks.js";

const input = z.object({ videoUrl: z.string(), voice: z.string().default("rachel") });
type Input = { videoUrl: string; voice: string };

// Payload: what the schema accepts or, without one, the first step's payload. Output: the last step's.
expectTypeOf(audio).toEqualTypeOf<
  Track<"Audio", { videoUrl: string; voice?: string | undefined }, { finalAudio: string }>
>();
expectTypeOf(text).toEqualTypeOf<Track<"Text", { videoUrl: string }, Transcribed>>();

// A mapper gets exactly what is known there.
const exact = defineTrack({
  name: "Exact",
  id: "exact-track",
  input,
  tasks: [
    {
      taskName: "extract",
      inputMapper: (prev, context) => {
        expectTypeOf(prev).toEqualTypeOf<Input>();
        expectTypeOf(context.input).toEqualTypeOf<Input>();
        expectTypeOf(context.outputs).toEqualTypeOf<{}>();
        // @ts-expect-error an index is there in a forEach only
        void context.index;
        return prev;
      },
    },
    {
      taskName: "transcribe",
      name: "script",
      inputMapper: (prev, { input, outputs }) => {
        expectTypeOf(prev).toEqualTypeOf<Extracted>();
        expectTypeOf(outputs).toEqualTypeOf<{ readonly extract: Extracted }>();
        return { audioUrl: prev.audioUrl, language: input.voice };
      },
    },
    {
      taskName: "speak",
      forEach: (prev, { input, outputs }) => {
        expectTypeOf(prev).toEqualTypeOf<Transcribed>();
        expectTypeOf(input).toEqualTypeOf<Input>();
        expectTypeOf(outputs).toEqualTypeOf<{ readonly extract: Extracted; readonly script: Transcribed }>();
        return prev.segments.map((line, at) => ({ line, at }));
      },
      inputMapper: (item, { input, outputs, index }) => {
        expectTypeOf(item).toEqualTypeOf<{ line: string; at: number }>();
        expectTypeOf(index).toEqualTypeOf<number>();
        expectTypeOf(outputs).toEqualTypeOf<{ readonly extract: Extracted; readonly script: Transcribed }>();
        return { text: item.line, voice: input.voice };
      },
    },
    {
      taskName: "combine",
      inputMapper: (prev, { outputs }) => {
        expectTypeOf(prev).toEqualTypeOf<Spoken[]>();
        expectTypeOf(outputs).toEqualTypeOf<{
          readonly extract: Extracted;
          readonly script: Transcribed;
          readonly speak: Spoken[];
        }>();
        return prev;
      },
    },
  ],
});
expectTypeOf(exact.name).toEqualTypeOf<"Exact">();

// Without a schema the input is the first step's payload, defaults still optional.
defineTrack({
  name: "DefaultInput",
  tasks: [
    {
      taskName: "transcribe",
      inputMapper: (prev, { input }) => {
        expectTypeOf(prev).toEqualTypeOf<{ audioUrl: string; language?: string | undefined }>();
        expectTypeOf(input).toEqualTypeOf<{ audioUrl: string; language?: string | undefined }>();
        return prev;
      },
    },
  ],
});

// Fields with a default may be left out of a payload.
defineTrack({ name: "Defaults", tasks: [{ taskName: "extract" }, { taskName: "transcribe" }] });

// A last step with forEach makes an array; items that fit need no mapper.
const many = defineTrack({
  name: "Many",
  input: z.array(z.string()),
  tasks: [{ taskName: "speak", forEach: (texts) => texts.map((text) => ({ text })) }],
});
expectTypeOf(many).toEqualTypeOf<Track<"Many", string[], Spoken[]>>();

// forEach: a constant list, a tuple, a readonly list, and lists made of the context.
defineTrack({ name: "Constant", tasks: [{ taskName: "speak", forEach: () => [{ text: "a" }, { text: "b" }] }] });
defineTrack({
  name: "Tuple",
  input: z.object({ pair: z.tuple([z.string(), z.string()]).readonly() }),
  tasks: [
    {
      taskName: "speak",
      forEach: (_, context) => context.input.pair,
      inputMapper: (text) => {
        expectTypeOf(text).toEqualTypeOf<string>();
        return { text };
      },
    },
  ],
});
const twice = defineTrack({
  name: "TwoLists",
  input: z.object({ lines: z.array(z.string()) }),
  tasks: [
    { taskName: "speak", forEach: (p) => p.lines, inputMapper: (text, { index }) => ({ text: `${index}${text}` }) },
    { taskName: "speak", name: "again", forEach: (p) => p, inputMapper: (spoken) => ({ text: spoken.mp3Url }) },
    { taskName: "combine", inputMapper: (prev, { outputs }) => [...prev, ...outputs.speak, ...outputs.again] },
  ],
});
expectTypeOf(twice).toEqualTypeOf<Track<"TwoLists", { lines: string[] }, { finalAudio: string }>>();

// Steps kept in constants, and annotated parameters.
const step = { taskName: "extract" } as const;
defineTrack({ name: "Constants", tasks: [step, { taskName: "transcribe", inputMapper: (prev: Extracted) => prev }] });
// Definitions made by a function or in a loop.
for (const voice of ["a", "b"]) {
  const made = defineTrack({
    name: `Voice-${voice}`,
    tasks: [{ taskName: "speak", inputMapper: (prev) => ({ ...prev, voice }) }],
  });
  expectTypeOf(made).toEqualTypeOf<Track<`Voice-${string}`, { text: string; voice?: string | undefined }, Spoken>>();
}

// A missing mapper, where what is passed on does not fit.
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error the previous output does not fit
    { taskName: "speak" },
  ],
});
defineTrack({
  name: "X",
  input: z.object({ url: z.string() }),
  tasks: [
    // @ts-expect-error the input does not fit
    { taskName: "extract" },
  ],
});
defineTrack({
  name: "X",
  input: z.object({ videoUrl: z.string().transform(Number) }),
  tasks: [
    // @ts-expect-error mappers and tasks get what the schema gives, not what it accepts
    { taskName: "extract" },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "transcribe" },
    // @ts-expect-error the items do not fit
    { taskName: "speak", forEach: (prev) => prev.segments },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "speak" },
    // @ts-expect-error one output is no array
    { taskName: "combine" },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "transcribe" },
    { taskName: "speak", forEach: (prev) => prev.segments, inputMapper: (text) => ({ text }) },
    // @ts-expect-error an array of outputs does not fit
    { taskName: "speak", name: "again" },
  ],
});

// Mappers that return something else.
defineTrack({
  name: "X",
  tasks: [
    // @ts-expect-error not the task's payload
    { taskName: "extract", inputMapper: () => ({ videoUrl: 1 }) },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    // @ts-expect-error the payload lacks a field
    { taskName: "extract", inputMapper: () => ({}) },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    // @ts-expect-error mappers are not async
    { taskName: "extract", inputMapper: async (prev) => prev },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    // @ts-expect-error a forEach returns a list
    { taskName: "speak", forEach: () => 1, inputMapper: () => ({ text: "" }) },
  ],
});

defineTrack({
  name: "X",
  tasks: [
    {
      taskName: "speak",
      // @ts-expect-error an item is known only after its forEach
      inputMapper: (item) => ({ text: item.line }),
      forEach: (prev) => [{ line: prev.text }],
    },
  ],
});

// Outputs: those of earlier steps only, by the names the steps have.
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    {
      taskName: "transcribe",
      name: "script",
      // @ts-expect-error its own output is not there yet
      inputMapper: (prev, { outputs }) => [prev, outputs.script],
    },
    // @ts-expect-error named otherwise
    { taskName: "speak", inputMapper: (_, { outputs }) => ({ text: outputs.transcribe.segments.join() }) },
    // @ts-expect-error a later step's
    { taskName: "speak", name: "again", inputMapper: (_, { outputs }) => ({ text: outputs.last.audioUrl }) },
    { taskName: "extract", name: "last", inputMapper: () => ({ videoUrl: "" }) },
  ],
});

// Unknown and misspelt names, and no steps.
defineTrack({
  name: "X",
  // @ts-expect-error unknown task
  tasks: [{ taskName: "extrac" }],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error unknown task
    { taskName: "transcrib" },
  ],
});
// @ts-expect-error unknown property
defineTrack({ name: "X", tasks: [{ taskName: "extract", inputMaper: () => ({ videoUrl: "" }) }] });
// @ts-expect-error unknown property
defineTrack({ name: "X", task: [], tasks: [{ taskName: "extract" }] });
// @ts-expect-error at least one step
defineTrack({ name: "X", tasks: [] });
// @ts-expect-error a track has a name
defineTrack({ tasks: [{ taskName: "extract" }] });

// A track is made by defineTrack only.
// @ts-expect-error not a track
export const made: Track<"X", string, string> = { name: "X" };

// Past the 24th step, names are still held to the registry and the rest is left to the build.
const long = defineTrack({
  name: "Long",
  tasks: [
    { taskName: "extract", name: "s0", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s1", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s2", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s3", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s4", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s5", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s6", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s7", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s8", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s9", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s10", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s11", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s12", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s13", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s14", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s15", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s16", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s17", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s18", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s19", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s20", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s21", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s22", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s23", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "transcribe", inputMapper: (prev) => ({ audioUrl: prev.audioUrl }) },
    { taskName: "speak", forEach: (prev) => prev.segments, inputMapper: (text, { input }) => ({ text: text + input }) },
  ],
});
expectTypeOf(long).toEqualTypeOf<Track<"Long", { videoUrl: string }, any>>();
defineTrack({
  name: "Long",
  // @ts-expect-error unknown task
  tasks: [
    { taskName: "extract", name: "s0", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s1", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s2", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s3", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s4", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s5", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s6", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s7", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s8", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s9", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s10", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s11", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s12", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s13", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s14", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s15", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s16", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s17", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s18", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s19", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s20", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s21", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s22", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "extract", name: "s23", inputMapper: () => ({ videoUrl: "" }) },
    { taskName: "transcrib" },
  ],
});
