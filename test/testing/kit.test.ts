import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, test } from "vitest";
import { startFlow } from "../../src/testing/index.js";
import { makeProject } from "../support/project.js";

// The tasks of these tests, as a user writes them.
const cwd = makeProject({
  "tasks/basic.ts": `import { schemaTask, task, wait, tags } from "@trigger.dev/sdk";
import { z } from "zod";

export const half = schemaTask({
  id: "half",
  schema: z.object({ of: z.number(), note: z.string().default("none") }),
  retry: { maxAttempts: 3, minTimeoutInMs: 60_000, factor: 2, randomize: false },
  maxDuration: 60,
  onFailure: async ({ error }) => { await tags.add("failed"); },
  run: async ({ of, note }) => ({ half: of / 2, note }),
});

export const steps = task({
  id: "steps",
  retry: { maxAttempts: 3, minTimeoutInMs: 1000 },
  run: async (payload: { of: number }) => {
    const first = await half.triggerAndWait(payload, { idempotencyKey: "first" }).unwrap();
    await wait.for({ hours: 1 });
    const second = await half.triggerAndWait({ of: first.half }, { idempotencyKey: "second" }).unwrap();
    return second.half;
  },
});

export const fan = task({
  id: "fan",
  run: async ({ n }: { n: number }) => {
    const { runs } = await half.batchTriggerAndWait(Array.from({ length: n }, (_, i) => ({ payload: { of: i } })));
    return runs.map((run) => (run.ok ? run.output.half : null));
  },
});

export const asks = task({
  id: "asks",
  run: async () => {
    const token = await wait.createToken({ timeout: "1h" });
    const answer = await wait.forToken<string>(token);
    return answer.ok ? answer.output : "no answer";
  },
});
`,
});

interface Basics {
  readonly half: import("@trigger.dev/sdk").Task<"half", { of: number; note?: string }, { half: number; note: string }>;
  readonly steps: import("@trigger.dev/sdk").Task<"steps", { of: number }, number>;
  readonly fan: import("@trigger.dev/sdk").Task<"fan", { n: number }, (number | null)[]>;
  readonly asks: import("@trigger.dev/sdk").Task<"asks", void, string>;
  readonly later: import("@trigger.dev/sdk").Task<"not-written-yet", { a: number }, string>;
}

const flow = await startFlow<Basics>({ cwd, dirs: ["tasks"], timeLimit: 10 });
afterEach(() => flow.reset());
afterAll(() => flow.close());

describe("a mock", () => {
  it("gets what the schema made of the payload, and is forgotten by a reset", async () => {
    flow.mock("half", async (payload, { ctx, index }) => ({
      half: 1,
      note: JSON.stringify({ payload, attempt: ctx.attempt.number, index }),
    }));
    const run = await flow.run("half", { of: 4 });
    expect(JSON.parse(run.output.note)).toEqual({ payload: { of: 4, note: "none" }, attempt: 1, index: 0 });
    await flow.reset();
    expect((await flow.run("half", { of: 4 })).output).toEqual({ half: 2, note: "none" });
  });

  it("keeps the schema of the task", async () => {
    flow.mock("half", () => ({ half: 1, note: "" }));
    const run = await flow.run("half", { of: "four" as unknown as number }); // what a caller without types may send
    expect(run.status).toBe("FAILED");
    expect(run.error?.message).toContain("expected number, received string");
  });

  it("may stand for a task that no file has", async () => {
    await expect(flow.run("not-written-yet", { a: 1 })).rejects.toThrow('There is no task "not-written-yet".');
    flow.mock("not-written-yet", ({ a }) => `a is ${a}`);
    expect((await flow.run("not-written-yet", { a: 1 })).output).toBe("a is 1");
  });

  it("fails the attempt with what it throws", async () => {
    flow.mock("half", () => {
      throw new RangeError("too much");
    });
    const run = await flow.run("half", { of: 1 });
    expect(run.attempts).toHaveLength(3);
    expect(run.error).toMatchObject({ name: "RangeError", message: "too much" });
    expect(() => run.output).toThrow("too much");
  });
});

describe("failures", () => {
  it("strike the attempt of the run that is meant, and retries take the time they say", async () => {
    flow.fail("half", { attempt: 1, index: 2, error: new TypeError("odd") });
    const run = await flow.run("fan", { n: 4 });
    expect(run.output).toEqual([0, 0.5, 1, 1.5]);
    const [, , third, fourth] = run.runsOf("half");
    expect(third?.attempts.map(({ error }) => error)).toMatchObject([{ name: "TypeError", message: "odd" }, undefined]);
    expect(third?.duration).toBeGreaterThanOrEqual(60_000);
    expect(fourth?.attempts).toHaveLength(1);
  });

  it.each([
    ["throw", "FAILED", 3],
    ["crash", "CRASHED", 3],
    ["timeout", "TIMED_OUT", 1],
    ["cancel", "CANCELED", 1],
  ] as const)("as %s end a run as %s", async (as, status, attempts) => {
    flow.fail("half", { as });
    const run = await flow.run("half", { of: 1 });
    expect({ status: run.status, attempts: run.attempts.length }).toEqual({ status, attempts });
  });

  it("run the hooks of the task", async () => {
    flow.fail("half");
    expect((await flow.run("half", { of: 1 })).tags).toEqual(["failed"]);
  });
});

test.each([1, 2, 3])("a parent crashed at wait %i resumes, and runs nothing twice", async (wait) => {
  flow.crashAtWait("steps", wait);
  const run = await flow.run("steps", { of: 8 });
  expect(run.output).toBe(2);
  expect(run.attempts).toHaveLength(2);
  expect(run.runsOf("half").map(({ payload, attempts }) => [payload.of, attempts.length])).toEqual([
    [8, 1],
    [4, 1],
  ]);
});

describe("what would hang", () => {
  it("for a token that nobody completes, is told at once", async () => {
    await expect(flow.run("asks")).rejects.toThrow(/asks .*waits for (the )?token waitpoint_/);
  });

  it("for longer than the time limit, is told with what goes on", async () => {
    const root = makeProject({
      "tasks/spins.ts": `import { task } from "@trigger.dev/sdk";
export const spins = task({ id: "spins", run: async () => new Promise((done) => setTimeout(done, 60_000)) });`,
    });
    const brief = await startFlow({ cwd: root, dirs: ["tasks"], timeLimit: 0.5, realTime: true });
    expect(brief.taskIds).toEqual(["spins"]);
    await expect(brief.run("spins")).rejects.toThrow("longer than 0.5 seconds (timeLimit). Open:\n  spins running");
    await brief.close();
    // A flow that is closed leaves nothing behind.
    expect(readdirSync(join(root, "node_modules/.cache/flowgen"))).toEqual([]);
  });
});

test("time passes by hand, and a token that is not completed in time times out", async () => {
  const started = await flow.trigger("asks");
  await flow.idle();
  await flow.advance(59 * 60_000);
  expect((await flow.look(started)).status).toBe("WAITING");
  await flow.advance(60_000);
  expect((await flow.ended(started)).output).toBe("no answer");
});

test("a delay is skipped, a key finds the run that has it, a run knows its options", async () => {
  const first = await flow.run(
    "half",
    { of: 2 },
    { delay: "2h", idempotencyKey: "once", tags: ["a", "b"], metadata: { by: "test" } },
  );
  const second = await flow.run("half", { of: 9 }, { idempotencyKey: "once" });
  expect(second.id).toBe(first.id);
  expect((first.startedAt ?? 0) - first.createdAt).toBeGreaterThanOrEqual(2 * 3_600_000);
  expect(first).toMatchObject({ tags: ["a", "b"], metadata: { by: "test" }, queue: "task/half" });
});

test("the flow of the README", async () => {
  await using video = await startFlow<
    typeof import("../../definitions/registry.js") &
      typeof import("../../generated/orchestrators/video-audio-orchestrator.js")
  >();
  video.mock("media_audio_extract", ({ videoUrl }) => ({ audioUrl: `${videoUrl}.flac` }));
  video.mock("deepgram_speech_to_text", () => ({ transcript: { words: [] } }));
  video.mock("convert_json_to_srt", () => ({ srt: "" }));
  video.mock("split_srt_into_segments", () => ({
    segments: [1, 2, 3].map((start) => ({ text: `s${start}`, start, end: start + 1 })),
  }));
  video.mock("elevenlabs_text_to_speech", ({ text, start }) => ({ mp3Url: `${text}.mp3`, start, seconds: 1 }));
  video.mock("combine_audio_segments", ({ segments }) => ({
    finalAudio: segments.map(({ mp3Url }) => mp3Url).join("+"),
  }));
  video.mock("video_strip_audios", () => ({ silentUrl: "silent" }));
  video.mock("split_video", ({ parts }) => ({ parts: Array.from({ length: parts }, (_, i) => `p${i}`) }));
  video.mock("transcode_video_segment", ({ part }) => ({ mp4Url: part }));
  video.mock("combine_video_segments", ({ mp4Urls }) => ({ finalVideo: mp4Urls.join("+") }));
  video.mock("merge_audio_video", ({ audioUrl, videoUrl }) => ({ url: `${audioUrl} over ${videoUrl}` }));
  video.fail("transcode_video_segment", { attempt: 1, index: 3 });

  const run = await video.run("video-audio-orchestrator", { videoUrl: "in.webm" });
  expect(run.output).toEqual({ url: "s1.mp3+s2.mp3+s3.mp3 over p0+p1+p2+p3+p4+p5+p6+p7+p8+p9" });
  expect(run.runsOf("transcode_video_segment")).toHaveLength(10);
  expect(run.tree().split("\n")).toContain("│  ├─ ✔ transcode_video_segment × 10 1 retried");
});
