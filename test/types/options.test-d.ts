import { expectTypeOf } from "vitest";
import { z } from "zod";
import type { RunOptions, TaskOptions } from "../../src/define/index.js";
import { audio, defineCompositeTrack, defineOrchestrator, defineTrack, type Extracted, text } from "./tasks.js";

const input = z.object({ videoUrl: z.string(), tenant: z.string() });

// The options of tasks and runs are those of the SDK.
expectTypeOf<RunOptions["tags"]>().toEqualTypeOf<string | string[] | undefined>();
expectTypeOf<TaskOptions["maxDuration"]>().toEqualTypeOf<number | undefined>();
expectTypeOf<keyof TaskOptions>().toEqualTypeOf<
  "concurrency" | "description" | "machine" | "maxDuration" | "queue" | "retry" | "ttl"
>();

// On steps: constants, or a function of what the mapper is given; the rest is inferred as without them.
const track = defineTrack({
  name: "Options",
  input,
  options: {
    description: "Speaks.",
    retry: { maxAttempts: 3, outOfMemory: { machine: "large-1x" } },
    queue: { name: "media" },
    concurrency: [{ total: 10, perKey: 1 }, "shared"],
    machine: "medium-1x",
    maxDuration: 60,
    ttl: "1h",
  },
  tasks: [
    { taskName: "extract", options: { queue: "media", machine: "micro", region: "eu-central-1" } },
    {
      taskName: "transcribe",
      inputMapper: (prev) => prev,
      options: (prev, context) => {
        expectTypeOf(prev).toEqualTypeOf<Extracted>();
        expectTypeOf(context.input).toEqualTypeOf<{ videoUrl: string; tenant: string }>();
        expectTypeOf(context.outputs).toEqualTypeOf<{ readonly extract: Extracted }>();
        // @ts-expect-error an index is there in a forEach only
        void context.index;
        return { concurrencyKey: context.input.tenant, tags: [`tenant:${context.input.tenant}`] };
      },
    },
    {
      taskName: "speak",
      forEach: (prev) => prev.segments,
      inputMapper: (text) => ({ text }),
      options: (text, { index, outputs }) => {
        expectTypeOf(text).toEqualTypeOf<string>();
        expectTypeOf(index).toEqualTypeOf<number>();
        expectTypeOf(outputs.transcribe.confidence).toEqualTypeOf<number>();
        return { priority: 100 - index, metadata: { text } };
      },
    },
  ],
});
expectTypeOf(track.name).toEqualTypeOf<"Options">();

// On nodes and the final task.
defineOrchestrator({
  name: "Nodes",
  input: z.object({ videoUrl: z.string(), tenant: z.string() }),
  options: { retry: { maxAttempts: 1 } },
  tracks: [audio, text, { taskName: "extract", name: "Last" }],
  trackDependencies: { Last: ["Audio"] },
  trackInputMappings: { Last: (_, input) => input },
  trackOptions: {
    Audio: { delay: "5m" },
    Last: (outputs, input) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly Audio: { finalAudio: string } }>();
      return { concurrencyKey: input.tenant, ttl: 60, maxAttempts: 2, maxDuration: 30 };
    },
  },
  finalTask: {
    taskName: "merge",
    options: (outputs, input) => ({ tags: [outputs.Audio.finalAudio, input.tenant], idempotencyKeyTTL: "7d" }),
  },
});
defineCompositeTrack({
  name: "Subs",
  type: "composite",
  input: z.object({ videoUrl: z.string() }),
  tasks: [{ taskName: "extract" }],
  subTracks: [{ taskName: "transcribe" }],
  subTrackOptions: {
    transcribe: (prev, { outputs }) => {
      expectTypeOf(prev).toEqualTypeOf<Extracted>();
      return { tags: [outputs.extract.audioUrl] };
    },
  },
});

// What flowgen sets itself, what is deprecated, and what does not exist.
// prettier-ignore
defineTrack({ name: "X", tasks: [
  // @ts-expect-error the key is flowgen's own
  { taskName: "extract", options: { idempotencyKey: "mine" } },
  // @ts-expect-error neither may a function give it
  { taskName: "transcribe", options: () => ({ idempotencyKey: "mine" }) },
] });
// prettier-ignore
defineTrack({ name: "X", tasks: [
  // @ts-expect-error misspelt
  { taskName: "extract", options: { priorty: 1 } },
] });
// prettier-ignore
defineTrack({ name: "X", tasks: [
  // @ts-expect-error no such machine
  { taskName: "extract", options: { machine: "huge" } },
] });
// @ts-expect-error a limit on a queue is deprecated
defineTrack({ name: "X", options: { queue: { concurrencyLimit: 1 } }, tasks: [{ taskName: "extract" }] });
// @ts-expect-error the parts of a machine are deprecated
defineTrack({ name: "X", options: { machine: { cpu: 1 } }, tasks: [{ taskName: "extract" }] });
// @ts-expect-error an option of runs, not of tasks
defineTrack({ name: "X", options: { priority: 1 }, tasks: [{ taskName: "extract" }] });
defineOrchestrator({
  name: "X",
  tracks: [audio],
  // @ts-expect-error no such node
  trackOptions: { Video: { priority: 1 } },
});
