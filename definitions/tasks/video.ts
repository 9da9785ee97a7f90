import { AbortTaskRunError, schemaTask } from "@trigger.dev/sdk";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { ffmpeg } from "./ffmpeg.js";
import { probe, videoPackets } from "./probe.js";
import {
  CombineVideoSegmentsInput,
  MergeAudioVideoInput,
  SplitVideoInput,
  TranscodeVideoSegmentInput,
  VideoStripAudiosInput,
  type CombineVideoSegmentsOutput,
  type MergeAudioVideoOutput,
  type SplitVideoOutput,
  type TranscodeVideoSegmentOutput,
  type VideoStripAudiosOutput,
} from "./schemas.js";
import { getFile, putFile } from "./storage.js";
import { inWorkspace, type Job } from "./workspace.js";

export const videoStripAudios = schemaTask({
  id: "video_strip_audios",
  schema: VideoStripAudiosInput,
  retry: { maxAttempts: 3 },
  maxDuration: 900,
  run: (payload, { ctx, signal }) => stripAudio(payload, { runId: ctx.run.id, signal }),
});

export const splitVideo = schemaTask({
  id: "split_video",
  schema: SplitVideoInput,
  retry: { maxAttempts: 3 },
  maxDuration: 900,
  run: (payload, { ctx, signal }) => split(payload, { runId: ctx.run.id, signal }),
});

export const transcodeVideoSegment = schemaTask({
  id: "transcode_video_segment",
  schema: TranscodeVideoSegmentInput,
  // x264 takes all the processor it gets; a large picture may take more memory too.
  machine: "medium-2x",
  retry: { maxAttempts: 3, outOfMemory: { machine: "large-1x" } },
  maxDuration: 3600,
  run: (payload, { ctx, signal }) => transcode(payload, { runId: ctx.run.id, signal }),
});

export const combineVideoSegments = schemaTask({
  id: "combine_video_segments",
  schema: CombineVideoSegmentsInput,
  retry: { maxAttempts: 3 },
  maxDuration: 900,
  run: (payload, { ctx, signal }) => combineVideo(payload, { runId: ctx.run.id, signal }),
});

export const mergeAudioVideo = schemaTask({
  id: "merge_audio_video",
  schema: MergeAudioVideoInput,
  machine: "medium-1x",
  retry: { maxAttempts: 3 },
  maxDuration: 1800,
  run: (payload, { ctx, signal }) => merge(payload, { runId: ctx.run.id, signal }),
});

/** The first video stream alone, untouched, in Matroska: it takes whatever codec comes. */
export async function stripAudio(
  { videoUrl }: z.infer<typeof VideoStripAudiosInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof VideoStripAudiosOutput>> {
  return inWorkspace(async (dir) => {
    const video = await getFile(videoUrl, dir, signal);
    if (!(await probe(video, { signal })).video) throw new AbortTaskRunError(`${videoUrl} has no picture.`);
    const silent = join(dir, "silent.mkv");
    await ffmpeg(["-i", video, "-map", "0:v:0", "-c", "copy", silent], { signal });
    return { silentUrl: await putFile(silent, `${runId}/silent.mkv`, signal) };
  });
}

/**
 * About `parts` pieces of about the same length, cut at keyframes: nothing is decoded, and no frame is lost or repeated.
 * A video with fewer keyframes gives fewer pieces.
 */
export async function split(
  { silentUrl, parts }: z.infer<typeof SplitVideoInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof SplitVideoOutput>> {
  return inWorkspace(async (dir) => {
    const video = await getFile(silentUrl, dir, signal);
    const cuts = cutTimes(await videoPackets(video, { signal }), parts);
    // Frame times are rounded to milliseconds here and there: a cut a little early still finds its keyframe.
    const times = cuts.map((cut) => (cut - 0.005).toFixed(3)).join(",");
    const cutting = cuts.length === 0 ? [] : ["-f", "segment", "-segment_times", times, "-segment_format", "matroska"];
    const pattern = cuts.length === 0 ? "part-000.mkv" : "part-%03d.mkv";
    await ffmpeg(["-i", video, "-c", "copy", ...cutting, "-reset_timestamps", "1", join(dir, pattern)], { signal });
    const names = (await readdir(dir)).filter((name) => /^part-\d+\.mkv$/.test(name)).sort();
    return { parts: await Promise.all(names.map((name) => putFile(join(dir, name), `${runId}/${name}`, signal))) };
  });
}

/** The keyframes nearest to where `parts` equal pieces would begin, without the first. */
export function cutTimes({ keyframes, end }: { keyframes: readonly number[]; end: number }, parts: number): number[] {
  const [first = 0, ...later] = keyframes;
  const cuts = new Set<number>();
  for (let i = 1; i < parts; i++) {
    const wanted = first + ((end - first) * i) / parts;
    const nearest = later.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
    if (nearest !== undefined) cuts.add(nearest);
  }
  return [...cuts].sort((a, b) => a - b);
}

// 4:2:0, the one H.264 layout every player knows, needs even sides.
const H264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt", "yuv420p"];
const EVEN_SIDES = ["-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2"];

export async function transcode(
  { part }: z.infer<typeof TranscodeVideoSegmentInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof TranscodeVideoSegmentOutput>> {
  return inWorkspace(async (dir) => {
    const mp4 = join(dir, "part.mp4");
    const source = ["-i", await getFile(part, dir, signal), "-map", "0:v:0"];
    // One clock for all parts: they are joined later without being decoded.
    await ffmpeg([...source, ...EVEN_SIDES, ...H264, "-video_track_timescale", "90000", mp4], { signal });
    return { mp4Url: await putFile(mp4, `${runId}/part.mp4`, signal) };
  });
}

export async function combineVideo(
  { mp4Urls }: z.infer<typeof CombineVideoSegmentsInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof CombineVideoSegmentsOutput>> {
  return inWorkspace(async (dir) => {
    const list = join(dir, "parts.txt");
    const paths = await Promise.all(mp4Urls.map((url) => getFile(url, dir, signal)));
    await writeFile(list, paths.map((path) => `file '${path.replaceAll("'", "'\\''")}'\n`).join(""));
    const final = join(dir, "video.mp4");
    // -safe 0: the list names absolute paths, and it is our own.
    await ffmpeg(["-f", "concat", "-safe", "0", "-i", list, "-c", "copy", "-movflags", "+faststart", final], {
      signal,
    });
    return { finalVideo: await putFile(final, `${runId}/video.mp4`, signal) };
  });
}

/** H.264 and AAC in MP4. Where picture and voice differ in length, neither is cut. */
export async function merge(
  { audioUrl, videoUrl }: z.infer<typeof MergeAudioVideoInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof MergeAudioVideoOutput>> {
  return inWorkspace(async (dir) => {
    const [audio, video] = await Promise.all([getFile(audioUrl, dir, signal), getFile(videoUrl, dir, signal)]);
    const ready = (await probe(video, { signal })).video?.codec === "h264";
    const picture = ready ? ["-c:v", "copy"] : [...EVEN_SIDES, ...H264];
    const merged = join(dir, "merged.mp4");
    const inputs = ["-i", video, "-i", audio, "-map", "0:v:0", "-map", "1:a:0"];
    await ffmpeg([...inputs, ...picture, "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", merged], { signal });
    return { url: await putFile(merged, `${runId}/merged.mp4`, signal) };
  });
}
