import { schemaTask } from "@trigger.dev/sdk";
import type { z } from "zod";
import {
  ConvertJsonToSrtInput,
  SplitSrtIntoSegmentsInput,
  type ConvertJsonToSrtOutput,
  type SplitSrtIntoSegmentsOutput,
} from "./schemas.js";
import { cuesOfWords, formatSrt, parseSrt } from "./srt.js";

export const convertJsonToSrt = schemaTask({
  id: "convert_json_to_srt",
  schema: ConvertJsonToSrtInput,
  machine: "micro",
  maxDuration: 60,
  run: async (payload) => toSrt(payload),
});

export const splitSrtIntoSegments = schemaTask({
  id: "split_srt_into_segments",
  schema: SplitSrtIntoSegmentsInput,
  machine: "micro",
  maxDuration: 60,
  run: async (payload) => toSegments(payload),
});

export function toSrt({ transcript }: z.infer<typeof ConvertJsonToSrtInput>): z.infer<typeof ConvertJsonToSrtOutput> {
  return { srt: formatSrt(cuesOfWords(transcript.words)) };
}

export function toSegments({
  srt,
}: z.infer<typeof SplitSrtIntoSegmentsInput>): z.infer<typeof SplitSrtIntoSegmentsOutput> {
  return { segments: parseSrt(srt) };
}
