import { expectTypeOf } from "vitest";
import { createFlow, defineTasks } from "../../src/define/index.js";
import type { RunRecord } from "../../src/engine/records.js";
import type { Flow, StartFlow } from "../../src/testing/flow.js";
import type { TasksOf } from "../../src/testing/task-types.js";

// Its code is not checked here: that takes the types of the engine and of all it uses.
declare const startFlow: StartFlow;

// Task first: the tasks that modules export, by their ids, with what they are triggered with and what they return.
const first = await startFlow<typeof import("./trigger-tasks.js") & typeof import("./more-trigger-tasks.js")>();
const extracted = await first.run("extract-audio", { videoUrl: "in.webm" });
expectTypeOf(extracted.output).toEqualTypeOf<{ audioUrl: string }>();
expectTypeOf(extracted.payload).toEqualTypeOf<{ videoUrl: string; bitrate?: number }>();
expectTypeOf(extracted.runsOf("transcribe")[0]?.output).toEqualTypeOf<{ text: string } | undefined>();
expectTypeOf(extracted.record).toEqualTypeOf<RunRecord>();
first.mock("transcribe", async ({ audioUrl, language }, { ctx, index }) => {
  expectTypeOf(language).toEqualTypeOf<string | undefined>();
  return { text: `${audioUrl} ${ctx.run.id} ${index}` };
});
first.mock("transcribe", () => ({ text: "at once" }));
first.fail("transcribe", { attempt: 1, index: 3, as: "crash" });
// @ts-expect-error tasks go by their ids
await first.run("extractAudio", { videoUrl: "in.webm" });
// @ts-expect-error the payload is that of the task
await first.run("extract-audio", { audioUrl: "in.webm" });
// @ts-expect-error so is the output of a mock
first.mock("transcribe", async () => ({ words: 1 }));
// @ts-expect-error no such task
first.fail("transcribed");
// @ts-expect-error no such task
extracted.runsOf("transcribed");
// @ts-expect-error no such way to fail
first.fail("transcribe", { as: "explode" });

// A run that was triggered keeps its type until it is looked at.
const started = await first.trigger("count", { text: "one two" }, { tags: "a", delay: "1h" });
expectTypeOf((await first.ended(started)).output).toEqualTypeOf<number>();
expectTypeOf((await first.look(await first.replay(extracted))).output).toEqualTypeOf<{ audioUrl: string }>();

// Contract first: the registries that a module exports; and the generated tasks beside them.
const contracts = await startFlow<typeof import("./tasks.js") & typeof import("./trigger-tasks.js")>();
contracts.mock("speak", async ({ text }) => ({ mp3Url: text }));
expectTypeOf((await contracts.run("transcribe", { audioUrl: "a" })).status).toEqualTypeOf<RunRecord["status"]>();
expectTypeOf((await contracts.run("extract-audio", { videoUrl: "v" })).output).toEqualTypeOf<{ audioUrl: string }>();

// Contracts as an interface, such as one that lists generated contracts.
interface Contracts {
  extract: (typeof import("./trigger-tasks.js"))["extractAudio"];
}
expectTypeOf<keyof TasksOf<Contracts>>().toEqualTypeOf<"extract-audio">();

// What is no task and no registry adds nothing: functions, plain objects, `any`.
const tasks = defineTasks({});
const { defineTrack } = createFlow(tasks);
expectTypeOf<
  keyof TasksOf<{ tasks: typeof tasks; defineTrack: typeof defineTrack; other: { a: 1 }; no: () => void }>
>().toEqualTypeOf<never>();

// Without a type, any id is taken, and nothing is known of payloads and outputs.
const untyped = await startFlow({ dirs: ["src/trigger"], timeLimit: 5 });
expectTypeOf((await untyped.run("anything", { a: 1 })).output).toEqualTypeOf<unknown>();
await untyped.run("nothing");
untyped.mock("anything", async (payload) => payload);
expectTypeOf<Flow<unknown>["close"]>().toEqualTypeOf<() => Promise<void>>();
