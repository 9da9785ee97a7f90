import { AbortTaskRunError } from "@trigger.dev/sdk";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { ffmpeg } from "./ffmpeg.js";
import { probe } from "./probe.js";
import type { Transcript } from "./schemas.js";
import { parseSrt, wordsOfCue } from "./srt.js";

/** Transcript of a video's own first caption track; ffmpeg turns every text format (WebVTT, ASS, …) into SRT. */
export async function captionTranscript(
  videoPath: string,
  { dir, signal }: { dir: string; signal: AbortSignal },
): Promise<z.infer<typeof Transcript>> {
  const { streams } = await probe(videoPath, { signal });
  if (!streams.subtitle) {
    throw new AbortTaskRunError(
      "This video has no caption track to take the words from. " +
        "Set DEEPGRAM_API_KEY to have its speech recognised, or add captions: " +
        "ffmpeg -i video.webm -i captions.vtt -map 0 -map 1 -c copy -c:s webvtt captioned.webm",
    );
  }
  const srtPath = join(dir, "captions.srt");
  await ffmpeg(["-i", videoPath, "-map", "0:s:0", "-f", "srt", srtPath], { signal });
  return { words: parseSrt(await readFile(srtPath, "utf8")).flatMap(wordsOfCue) };
}
