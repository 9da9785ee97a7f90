import { expectTypeOf } from "vitest";
import { z } from "zod";
import { createFlow, defineConfig, defineTasks, type FlowgenConfig, type Track } from "../../src/define/index.js";
import { tasks } from "./tasks.js";

// defineTasks returns the same precise type: ids and schemas.
expectTypeOf<keyof typeof tasks>().toEqualTypeOf<"extract" | "transcribe" | "speak" | "combine" | "merge">();
expectTypeOf<z.input<typeof tasks.transcribe.input>>().toEqualTypeOf<{
  audioUrl: string;
  language?: string | undefined;
}>();

// @ts-expect-error a contract has both schemas
defineTasks({ half: { input: z.string() } });
// @ts-expect-error schemas are zod's
defineTasks({ plain: { input: { a: "string" }, output: z.string() } });

// A task is triggered with what its schema accepts and returns what its schema gives.
const { defineTrack } = createFlow(
  defineTasks({ parse: { input: z.string().transform(Number), output: z.string().transform((s) => s.length) } }),
);
expectTypeOf(defineTrack({ name: "Parse", tasks: [{ taskName: "parse" }] })).toEqualTypeOf<
  Track<"Parse", string, number>
>();

// Task first: every task among the exports, by its id, with nothing else.
const first = createFlow<typeof import("./trigger-tasks.js")>();
const extracted = first.defineTrack({
  name: "Extract",
  tasks: [{ taskName: "extract-audio" }, { taskName: "transcribe" }],
});
expectTypeOf(extracted).toEqualTypeOf<Track<"Extract", { videoUrl: string; bitrate?: number }, { text: string }>>();
// @ts-expect-error not a task
first.defineTrack({ name: "X", tasks: [{ taskName: "not-a-task" }] });
// @ts-expect-error tasks go by their ids, not by their exports' names
first.defineTrack({ name: "X", tasks: [{ taskName: "extractAudio" }] });
// @ts-expect-error `any` is no task
first.defineTrack({ name: "X", tasks: [{ taskName: "anything" }] });
// @ts-expect-error the export of another module
first.defineTrack({ name: "X", tasks: [{ taskName: "count" }] });

// Task first, of several modules.
const both = createFlow<typeof import("./trigger-tasks.js") & typeof import("./more-trigger-tasks.js")>();
const counted = both.defineTrack({
  name: "Count",
  tasks: [
    { taskName: "transcribe", inputMapper: (input) => ({ audioUrl: input.audioUrl }) },
    { taskName: "count", inputMapper: (prev, { outputs }) => ({ text: prev.text + outputs.transcribe.text }) },
  ],
});
expectTypeOf(counted).toEqualTypeOf<Track<"Count", { audioUrl: string; language?: string | undefined }, number>>();

// Configuration.
expectTypeOf(
  defineConfig({ definitions: ["flows/*.ts"], output: "out", timeLimit: 10 }),
).toEqualTypeOf<FlowgenConfig>();
// @ts-expect-error unknown option
defineConfig({ outDir: "out" });
