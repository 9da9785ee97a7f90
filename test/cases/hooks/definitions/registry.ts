import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const Line = z.object({ text: z.string(), voice: z.string() });

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(
  defineTasks({
    transcribe: { input: z.object({ url: z.string() }), output: z.object({ lines: z.array(Line) }) },
    speak: { input: Line, output: z.object({ mp3: z.string() }) },
    join: { input: z.object({ mp3s: z.array(z.string()) }), output: z.object({ mp3: z.string() }) },
    publish: { input: z.object({ mp3: z.string() }), output: z.object({ url: z.string() }) },
  }),
);
