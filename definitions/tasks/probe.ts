import { z } from "zod";
import { ffprobe } from "./ffmpeg.js";

const Probed = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string().optional(),
      codec_name: z.string().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
    }),
  ),
  format: z.object({ duration: z.coerce.number().optional() }),
});

export interface MediaInfo {
  durationSeconds: number;
  /** Of the first video stream, if there is one. */
  video: { codec: string; width: number; height: number } | undefined;
  /** How many streams there are of each kind ffprobe names: `video`, `audio`, `subtitle`, … */
  streams: Record<string, number>;
}

/** Reads what a media file says of itself. */
export async function probe(path: string, job: { signal: AbortSignal }): Promise<MediaInfo> {
  const json = await ffprobe(["-show_format", "-show_streams", "-of", "json", path], job);
  const { streams, format } = Probed.parse(JSON.parse(json));
  const video = streams.find((stream) => stream.codec_type === "video");
  const count: Record<string, number> = {};
  for (const { codec_type = "unknown" } of streams) count[codec_type] = (count[codec_type] ?? 0) + 1;
  return {
    // A WebM that a browser recorded has no duration in its header.
    durationSeconds: format.duration ?? (await videoPackets(path, job)).end,
    video: video && { codec: video.codec_name ?? "", width: video.width ?? 0, height: video.height ?? 0 },
    streams: count,
  };
}

/** Where the first video stream can be cut without decoding it, and where its last frame begins. Seconds. */
export async function videoPackets(
  path: string,
  job: { signal: AbortSignal },
): Promise<{ keyframes: number[]; end: number }> {
  const entries = ["-select_streams", "v:0", "-show_entries", "packet=pts_time,flags", "-of", "csv=print_section=0"];
  const keyframes: number[] = [];
  let end = 0;
  for (const line of (await ffprobe([...entries, path], job)).split("\n")) {
    const [time, flags] = line.split(",");
    const seconds = Number(time);
    if (flags === undefined || Number.isNaN(seconds)) continue;
    if (flags.startsWith("K")) keyframes.push(seconds);
    end = Math.max(end, seconds);
  }
  return { keyframes, end };
}
