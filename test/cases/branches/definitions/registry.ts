import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const media = z.object({ url: z.string(), kind: z.enum(["audio", "video", "other"]) });

export const tasks = defineTasks({
  probe: { input: z.object({ url: z.string() }), output: media },
  transcribe: { input: z.object({ url: z.string() }), output: z.object({ text: z.string() }) },
  describe: { input: z.object({ url: z.string(), frames: z.number() }), output: z.object({ text: z.string() }) },
  index: { input: z.object({ text: z.string() }), output: z.object({ id: z.string() }) },
  discard: { input: z.object({ url: z.string() }), output: z.null() },
});

export const { defineTrack, defineOrchestrator } = createFlow(tasks);
