import { AbortTaskRunError, schemaTask } from "@trigger.dev/sdk";
import { open, readFile, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { ffmpeg } from "./ffmpeg.js";
import { probe } from "./probe.js";
import {
  CombineAudioSegmentsInput,
  MediaAudioExtractInput,
  type CombineAudioSegmentsOutput,
  type MediaAudioExtractOutput,
} from "./schemas.js";
import { getFile, putFile } from "./storage.js";
import { inWorkspace, type Job } from "./workspace.js";

export const mediaAudioExtract = schemaTask({
  id: "media_audio_extract",
  schema: MediaAudioExtractInput,
  retry: { maxAttempts: 3 },
  maxDuration: 900,
  run: (payload, { ctx, signal }) => extractAudio(payload, { runId: ctx.run.id, signal }),
});

export const combineAudioSegments = schemaTask({
  id: "combine_audio_segments",
  schema: CombineAudioSegmentsInput,
  retry: { maxAttempts: 3 },
  maxDuration: 900,
  run: (payload, { ctx, signal }) => combineSpeech(payload, { runId: ctx.run.id, signal }),
});

/** The video's first audio stream as FLAC, mono at 16 kHz: what speech recognition works on, without loss. */
export async function extractAudio(
  { videoUrl }: z.infer<typeof MediaAudioExtractInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof MediaAudioExtractOutput>> {
  return inWorkspace(async (dir) => {
    const video = await getFile(videoUrl, dir, signal);
    if (!(await probe(video, { signal })).streams.audio) throw new AbortTaskRunError(`${videoUrl} has no audio.`);
    const audio = join(dir, "audio.flac");
    await ffmpeg(["-i", video, "-map", "0:a:0", "-ac", "1", "-ar", "16000", audio], { signal });
    return { audioUrl: await putFile(audio, `${runId}/audio.flac`, signal) };
  });
}

/** Samples a second of the combined voice, one channel of 16 bits each. */
const RATE = 44_100;
const RAW = ["-f", "s16le", "-ac", "1", "-ar", String(RATE)];

/**
 * One track of all utterances, each at its start, with silence between. One that comes while its predecessor still
 * speaks waits for the end of it: nothing is cut, and no two speak at once.
 */
export async function combineSpeech(
  { segments }: z.infer<typeof CombineAudioSegmentsInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof CombineAudioSegmentsOutput>> {
  return inWorkspace(async (dir) => {
    // Laid end to end as raw samples: exact to the sample, and as light for an hour's film as for a clip.
    const raw = join(dir, "voice.pcm");
    const track = await open(raw, "w");
    try {
      let length = 0;
      for (const { mp3Url, start } of segments.toSorted((a, b) => a.start - b.start)) {
        length += await appendSilence(track, Math.round(start * RATE) - length);
        length += await appendSpeech(track, mp3Url, { dir, signal });
      }
      // Not one word was said: the film still gets a voice track, a silent one.
      if (length === 0) await appendSilence(track, RATE);
    } finally {
      await track.close();
    }
    const final = join(dir, "voice.flac");
    await ffmpeg([...RAW, "-i", raw, final], { signal });
    return { finalAudio: await putFile(final, `${runId}/voice.flac`, signal) };
  });
}

async function appendSpeech(
  track: FileHandle,
  url: string,
  job: { dir: string; signal: AbortSignal },
): Promise<number> {
  const decoded = join(job.dir, "utterance.pcm");
  await ffmpeg(["-i", await getFile(url, job.dir, job.signal), ...RAW, decoded], job);
  const samples = await readFile(decoded);
  await track.appendFile(samples);
  return samples.length / 2;
}

/** Returns how many samples it wrote: none, where the voice is already later than wanted. */
async function appendSilence(track: FileHandle, samples: number): Promise<number> {
  const second = Buffer.alloc(RATE * 2);
  for (let left = samples; left > 0; left -= RATE) await track.appendFile(second.subarray(0, Math.min(left, RATE) * 2));
  return Math.max(samples, 0);
}
