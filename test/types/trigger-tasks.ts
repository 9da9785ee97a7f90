// Tasks as a user writes them, for the task-first registry.
import { schemaTask, task } from "@trigger.dev/sdk";
import { z } from "zod";

export const extractAudio = task({
  id: "extract-audio",
  run: async (payload: { videoUrl: string; bitrate?: number }) => ({ audioUrl: payload.videoUrl }),
});

export const transcribe = schemaTask({
  id: "transcribe",
  schema: z.object({ audioUrl: z.string(), language: z.string().default("en") }),
  run: async ({ language }) => ({ text: language }),
});

export const notATask = { id: "not-a-task", run: () => 1 };
// What imports without types look like.
export const anything: any = undefined;
export type Unrelated = string;
