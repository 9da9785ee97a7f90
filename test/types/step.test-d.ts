// Steps that are no plain run of a task.
import { expectTypeOf } from "vitest";
import { z } from "zod";
import { createFlow, defineTasks, type ItemResult, type Track, type TrackDefinition } from "../../src/define/index.js";
import {
  audio,
  type Combined,
  defineOrchestrator,
  defineTrack,
  type Extracted,
  type Spoken,
  text,
  type Transcribed,
} from "./tasks.js";

// A transform gets what any mapper gets; what it gives is read by whatever follows.
const transformed = defineTrack({
  name: "Transformed",
  input: z.object({ videoUrl: z.string(), limit: z.number() }),
  tasks: [
    { name: "source", transform: (prev) => ({ videoUrl: prev.videoUrl.trim() }) },
    { taskName: "extract" },
    { taskName: "transcribe" },
    {
      name: "lines",
      transform: (prev, { input, outputs }) => {
        expectTypeOf(prev).toEqualTypeOf<Transcribed>();
        expectTypeOf(outputs).toEqualTypeOf<{
          readonly source: { videoUrl: string };
          readonly extract: Extracted;
          readonly transcribe: Transcribed;
        }>();
        return prev.segments.slice(0, input.limit).map((line, at) => ({ line, at }));
      },
    },
    {
      taskName: "speak",
      forEach: (lines) => lines,
      inputMapper: (item) => {
        expectTypeOf(item).toEqualTypeOf<{ line: string; at: number }>();
        return { text: item.line };
      },
    },
    { name: "urls", transform: async (prev) => prev.map((spoken) => spoken.mp3Url) },
    {
      name: "count",
      transform: (prev, { outputs }) => {
        expectTypeOf(prev).toEqualTypeOf<string[]>();
        expectTypeOf(outputs.speak).toEqualTypeOf<Spoken[]>();
        return prev.length;
      },
    },
  ],
});
expectTypeOf(transformed).toEqualTypeOf<Track<"Transformed", { videoUrl: string; limit: number }, number>>();

// Without parameters; and what it gives fits the next step as it is.
expectTypeOf(
  defineTrack({
    name: "Constant",
    input: z.object({}),
    tasks: [{ name: "source", transform: () => ({ videoUrl: "" }) }, { taskName: "extract" }],
  }),
).toEqualTypeOf<Track<"Constant", Record<string, never>, Extracted>>();

defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    { name: "line", transform: (prev) => prev.audioUrl },
    // @ts-expect-error a string does not fit
    { taskName: "speak" },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error an inline step needs a name
    { transform: (prev) => prev.audioUrl },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error a step is of one kind
    { taskName: "transcribe", name: "both", transform: (prev) => prev },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error an inline step triggers nothing
    { name: "line", transform: (prev) => prev, inputMapper: (prev) => prev },
  ],
});
// @ts-expect-error nothing says what the track takes
defineTrack({ name: "X", tasks: [{ name: "line", transform: () => "" }] });
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error neither task nor transform
    { name: "nothing" },
  ],
});

// A track as a step.
const nested = defineTrack({
  name: "Nested",
  input: z.object({ videos: z.array(z.string()) }),
  tasks: [
    {
      track: text,
      forEach: (input) => input.videos,
      inputMapper: (videoUrl, { index }) => ({ videoUrl: `${videoUrl}#${index}` }),
    },
    {
      track: audio,
      name: "first",
      inputMapper: (prev, { outputs }) => {
        expectTypeOf(prev).toEqualTypeOf<Transcribed[]>();
        expectTypeOf(outputs).toEqualTypeOf<{ readonly Text: Transcribed[] }>();
        return { videoUrl: "" };
      },
    },
    { name: "last", transform: (prev) => prev.finalAudio },
  ],
});
expectTypeOf(nested).toEqualTypeOf<Track<"Nested", { videos: string[] }, string>>();
expectTypeOf(defineTrack({ name: "Again", tasks: [{ track: audio }] })).toEqualTypeOf<
  Track<"Again", { videoUrl: string; voice?: string | undefined }, Combined>
>();
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error what came before does not fit the track
    { track: text },
  ],
});

// A step that may be skipped: what came before is passed on where it fits, else there is `undefined`.
defineTrack({
  name: "When",
  input: z.object({ videoUrl: z.string(), short: z.boolean() }),
  tasks: [
    {
      taskName: "extract",
      when: (prev, { input, outputs }) => {
        expectTypeOf(prev).toEqualTypeOf<{ videoUrl: string; short: boolean }>();
        expectTypeOf(outputs).toEqualTypeOf<{}>();
        return !input.short;
      },
    },
    {
      name: "trimmed",
      when: (prev) => prev !== undefined,
      transform: (prev) => {
        expectTypeOf(prev).toEqualTypeOf<Extracted | undefined>();
        return { audioUrl: "", trimmed: true };
      },
    },
    {
      name: "again",
      transform: (prev, { outputs }) => {
        expectTypeOf(prev).toEqualTypeOf<{ audioUrl: string; trimmed: boolean } | undefined>();
        expectTypeOf(outputs.extract).toEqualTypeOf<Extracted | undefined>();
        return { audioUrl: "a" };
      },
    },
    { name: "other", when: () => false, transform: () => ({ audioUrl: "b" }) },
    {
      taskName: "transcribe",
      inputMapper: (prev) => {
        expectTypeOf(prev).toEqualTypeOf<Extracted>();
        return prev;
      },
    },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    { taskName: "transcribe", when: () => true },
    // @ts-expect-error it may have been skipped
    { taskName: "speak", inputMapper: (prev) => ({ text: prev.segments.join() }) },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    // @ts-expect-error not async
    { taskName: "extract", when: async () => true },
  ],
});

// A branch: each literal has its track.
type Kind = { kind: "full" | "short"; videoUrl: string };
const branched = defineTrack({
  name: "Branched",
  input: z.object({ kind: z.enum(["full", "short"]), videoUrl: z.string() }),
  tasks: [
    {
      name: "choice",
      branch: {
        on: (prev, { input }) => {
          expectTypeOf(prev).toEqualTypeOf<Kind>();
          return input.kind;
        },
        cases: { full: audio, short: text },
      },
    },
    {
      name: "read",
      transform: (prev) => {
        expectTypeOf(prev).toEqualTypeOf<Combined | Transcribed>();
        return prev;
      },
    },
  ],
});
expectTypeOf(branched).toEqualTypeOf<Track<"Branched", Kind, Combined | Transcribed>>();
expectTypeOf(
  defineTrack({
    name: "Otherwise",
    input: z.object({ language: z.string(), url: z.string() }),
    tasks: [
      {
        name: "choice",
        branch: {
          on: (prev) => prev.language,
          cases: {
            en: {
              track: text,
              inputMapper: (prev, { input }) => {
                expectTypeOf(prev).toEqualTypeOf<{ language: string; url: string }>();
                return { videoUrl: input.url };
              },
            },
          },
          default: { track: audio, inputMapper: (prev) => ({ videoUrl: prev.url }) },
        },
      },
    ],
  }),
).toEqualTypeOf<Track<"Otherwise", { language: string; url: string }, Combined | Transcribed>>();
defineTrack({
  name: "X",
  input: z.object({ kind: z.enum(["full", "short"]), videoUrl: z.string() }),
  tasks: [
    // @ts-expect-error a case is missing
    { name: "choice", branch: { on: (prev) => prev.kind, cases: { full: audio } } },
  ],
});
defineTrack({
  name: "X",
  input: z.object({ kind: z.enum(["full", "short"]), url: z.string() }),
  tasks: [
    // @ts-expect-error what came before does not fit one of them
    { name: "choice", branch: { on: (prev) => prev.kind, cases: { full: audio, short: text } } },
  ],
});

// Items: failures collected, and how many run at a time.
defineTrack({
  name: "Items",
  input: z.object({ videos: z.array(z.string()) }),
  tasks: [
    {
      track: text,
      forEach: (input) => input.videos,
      concurrency: 5,
      onItemFailure: "collect",
      inputMapper: (videoUrl) => ({ videoUrl }),
    },
    {
      name: "done",
      transform: (results) => {
        expectTypeOf(results).toEqualTypeOf<ItemResult<Transcribed>[]>();
        return results.flatMap((one) => (one.status === "completed" ? one.output.segments : []));
      },
    },
    {
      taskName: "speak",
      forEach: (lines) => lines,
      onItemFailure: "halt",
      inputMapper: (text) => ({ text }),
    },
    { taskName: "combine" },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "transcribe" },
    // @ts-expect-error neither of the two
    { taskName: "speak", forEach: (prev) => prev.segments, onItemFailure: "ignore", inputMapper: (text) => ({ text }) },
  ],
});

// An orchestrator stands wherever a track may.
const orchestrator = defineOrchestrator({ name: "Both", tracks: [text, { track: text, name: "again" }] });
const outer = defineOrchestrator({
  name: "Outer",
  tracks: [orchestrator, { track: orchestrator, name: "twice" }],
  output: ({ Both, twice }) => {
    expectTypeOf(Both).toEqualTypeOf<{ readonly Text: Transcribed; readonly again: Transcribed }>();
    return [Both, twice];
  },
});
expectTypeOf(
  defineTrack({ name: "Around", tasks: [{ track: outer }, { name: "one", transform: ([first]) => first?.Text }] }),
).toEqualTypeOf<Track<"Around", { videoUrl: string }, Transcribed | undefined>>();

// Literals stay literals in what a mapper returns.
const { defineTrack: defineFrameTrack } = createFlow(
  defineTasks({
    frame: {
      input: z.object({ url: z.string(), format: z.enum(["png", "webp"]).optional() }),
      output: z.object({ url: z.string() }),
    },
  }),
);
const frame = defineFrameTrack({
  name: "Frame",
  tasks: [{ taskName: "frame", inputMapper: (prev) => ({ url: prev.url, format: "webp" }) }],
});
defineFrameTrack({
  name: "Frames",
  tasks: [
    { taskName: "frame", inputMapper: (prev) => ({ url: prev.url, format: "png" }) },
    { track: frame, inputMapper: (prev) => ({ url: prev.url, format: "webp" }) },
  ],
});
// A plain definition is a step like any other; nothing is known of it.
const plain: TrackDefinition = { name: "Plain", tasks: [{ taskName: "extract" }] };
defineTrack({
  name: "AroundPlain",
  input: z.object({ url: z.string() }),
  tasks: [
    { track: plain, name: "plain", inputMapper: (prev) => ({ videoUrl: prev.url }) },
    { name: "one", transform: (prev) => prev.whatever },
  ],
});

// Waits pass on what came before; an approval gives what its schema makes of the answer.
const waiting = defineTrack({
  name: "Waiting",
  input: z.object({ videoUrl: z.string(), at: z.string() }),
  tasks: [
    { taskName: "extract" },
    { name: "cool off", wait: { minutes: 10 } },
    {
      name: "due",
      waitUntil: (prev, { input }) => {
        expectTypeOf(prev).toEqualTypeOf<Extracted>();
        return new Date(input.at);
      },
    },
    {
      name: "approve",
      approval: {
        timeout: "7d",
        output: z.object({ approved: z.boolean(), by: z.string().default("nobody") }),
        notify: {
          taskName: "speak",
          inputMapper: ({ token, prev, input, outputs }) => {
            expectTypeOf(token.url).toEqualTypeOf<string>();
            expectTypeOf(prev).toEqualTypeOf<Extracted>();
            expectTypeOf(outputs.due).toEqualTypeOf<Extracted>();
            return { text: `${token.id} ${prev.audioUrl} ${input.at}` };
          },
        },
        onTimeout: { approved: false },
      },
    },
    {
      name: "by",
      transform: (prev) => {
        expectTypeOf(prev).toEqualTypeOf<{ approved: boolean; by: string }>();
        return prev.by;
      },
    },
  ],
});
expectTypeOf(waiting).toEqualTypeOf<Track<"Waiting", { videoUrl: string; at: string }, string>>();
defineTrack({
  name: "X",
  input: z.object({}),
  tasks: [
    // @ts-expect-error not what the schema takes
    { name: "a", approval: { timeout: "1h", output: z.object({ ok: z.boolean() }), onTimeout: { ok: "no" } } },
  ],
});
defineTrack({
  name: "X",
  input: z.object({}),
  tasks: [
    // @ts-expect-error not the payload of the task
    { name: "a", approval: { timeout: "1h", output: z.string(), notify: { taskName: "speak", inputMapper: () => 1 } } },
  ],
});
defineTrack({
  name: "X",
  input: z.object({}),
  tasks: [
    // @ts-expect-error no such unit
    { name: "a", wait: { fortnights: 1 } },
  ],
});

// Rounds.
const polled = defineTrack({
  name: "Polled",
  tasks: [
    {
      taskName: "transcribe",
      repeat: {
        until: (output, { input, round }) => {
          expectTypeOf(output).toEqualTypeOf<Transcribed>();
          expectTypeOf(round).toEqualTypeOf<number>();
          return output.confidence > input.audioUrl.length;
        },
        maxTimes: 10,
        delay: { seconds: 30 },
      },
      inputMapper: (prev, { round, last }) => {
        expectTypeOf(last).toEqualTypeOf<Transcribed | undefined>();
        return { audioUrl: `${prev.audioUrl}?${round}`, language: last?.segments[0] ?? "en" };
      },
    },
  ],
});
expectTypeOf(polled).toEqualTypeOf<Track<"Polled", { audioUrl: string; language?: string | undefined }, Transcribed>>();
defineTrack({
  name: "X",
  tasks: [
    // @ts-expect-error rounds end at some time
    { taskName: "transcribe", repeat: { until: () => true } },
  ],
});

// What stands in for a run that failed has a type of its own.
const stoodIn = defineTrack({
  name: "StoodIn",
  input: z.object({ videoUrl: z.string() }),
  tasks: [
    { taskName: "extract" },
    {
      taskName: "transcribe",
      fallback: (error, { prev, input, outputs }) => {
        expectTypeOf(error.runId).toEqualTypeOf<string>();
        expectTypeOf(prev).toEqualTypeOf<Extracted>();
        expectTypeOf(outputs).toEqualTypeOf<{ readonly extract: Extracted }>();
        return { reason: `${error.message} ${input.videoUrl}` };
      },
    },
    {
      name: "either",
      transform: (prev) => {
        expectTypeOf(prev).toEqualTypeOf<Transcribed | { reason: string }>();
        return "reason" in prev ? prev.reason : "";
      },
    },
  ],
});
expectTypeOf(stoodIn).toEqualTypeOf<Track<"StoodIn", { videoUrl: string }, string>>();
