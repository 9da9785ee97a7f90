// The registry of the type tests.
import { z } from "zod";
import { createFlow, defineTasks } from "../../src/define/index.js";

export const tasks = defineTasks({
  extract: { input: z.object({ videoUrl: z.string() }), output: z.object({ audioUrl: z.string() }) },
  transcribe: {
    input: z.object({ audioUrl: z.string(), language: z.string().default("en") }),
    output: z.object({ segments: z.array(z.string()), confidence: z.number() }),
  },
  speak: {
    input: z.object({ text: z.string(), voice: z.string().optional() }),
    output: z.object({ mp3Url: z.string() }),
  },
  combine: { input: z.array(z.object({ mp3Url: z.string() })), output: z.object({ finalAudio: z.string() }) },
  merge: {
    input: z.object({ Audio: z.object({ finalAudio: z.string() }), Text: z.object({ confidence: z.number() }) }),
    output: z.object({ url: z.url() }),
  },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);

export type Extracted = { audioUrl: string };
export type Transcribed = { segments: string[]; confidence: number };
export type Spoken = { mp3Url: string };
export type Combined = { finalAudio: string };

export const audio = defineTrack({
  name: "Audio",
  input: z.object({ videoUrl: z.string(), voice: z.string().default("rachel") }),
  tasks: [
    { taskName: "extract" },
    { taskName: "transcribe" },
    {
      taskName: "speak",
      forEach: (prev) => prev.segments,
      inputMapper: (text, { input }) => ({ text, voice: input.voice }),
    },
    { taskName: "combine" },
  ],
});

export const text = defineTrack({ name: "Text", tasks: [{ taskName: "extract" }, { taskName: "transcribe" }] });
