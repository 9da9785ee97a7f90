import { AbortTaskRunError, schemaTask } from "@trigger.dev/sdk";
import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { ffmpeg } from "./ffmpeg.js";
import { probe } from "./probe.js";
import {
  DescribeVideoInput,
  MakePosterInput,
  PublishCatalogueEntryInput,
  WriteSummaryInput,
  type DescribeVideoOutput,
  type MakePosterOutput,
  type PublishCatalogueEntryOutput,
  type WriteSummaryOutput,
} from "./schemas.js";
import { getFile, putFile } from "./storage.js";
import { inWorkspace, type Job } from "./workspace.js";

export const describeVideo = schemaTask({
  id: "describe_video",
  schema: DescribeVideoInput,
  retry: { maxAttempts: 3 },
  maxDuration: 300,
  run: (payload, { ctx, signal }) => describe(payload, { runId: ctx.run.id, signal }),
});

export const makePoster = schemaTask({
  id: "make_poster",
  schema: MakePosterInput,
  retry: { maxAttempts: 3 },
  maxDuration: 300,
  run: (payload, { ctx, signal }) => drawPoster(payload, { runId: ctx.run.id, signal }),
});

export const writeSummary = schemaTask({
  id: "write_summary",
  schema: WriteSummaryInput,
  machine: "micro",
  maxDuration: 60,
  run: async (payload) => summarize(payload),
});

export const publishCatalogueEntry = schemaTask({
  id: "publish_catalogue_entry",
  schema: PublishCatalogueEntryInput,
  retry: { maxAttempts: 3 },
  maxDuration: 60,
  run: (payload, { ctx, signal }) => publishEntry(payload, { runId: ctx.run.id, signal }),
});

export async function describe(
  { videoUrl }: z.infer<typeof DescribeVideoInput>,
  { signal }: Job,
): Promise<z.infer<typeof DescribeVideoOutput>> {
  return inWorkspace(async (dir) => {
    const { durationSeconds, video, streams } = await probe(await getFile(videoUrl, dir, signal), { signal });
    if (!video) throw new AbortTaskRunError(`${videoUrl} has no picture.`);
    return { durationSeconds, width: video.width, height: video.height, hasAudio: (streams.audio ?? 0) > 0 };
  });
}

export async function drawPoster(
  { videoUrl, atSeconds }: z.infer<typeof MakePosterInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof MakePosterOutput>> {
  return inWorkspace(async (dir) => {
    const video = await getFile(videoUrl, dir, signal);
    const poster = join(dir, "poster.jpg");
    await ffmpeg(["-ss", String(atSeconds), "-i", video, "-map", "0:v:0", "-frames:v", "1", "-q:v", "3", poster], {
      signal,
    });
    // Past the end ffmpeg finds no frame, writes no file, and calls that a success.
    await access(poster).catch(() => {
      throw new AbortTaskRunError(`${videoUrl} has no frame at ${atSeconds} s: give an earlier atSeconds.`);
    });
    return { posterUrl: await putFile(poster, `${runId}/poster.jpg`, signal) };
  });
}

/** The first sentence, and how many words there are in all. */
export function summarize({ transcript }: z.infer<typeof WriteSummaryInput>): z.infer<typeof WriteSummaryOutput> {
  const words = transcript.words.map((word) => word.text.trim()).filter((text) => text !== "");
  const sentences = new Intl.Segmenter("en", { granularity: "sentence" }).segment(words.join(" "));
  const first = [...sentences][0]?.segment.trim();
  if (first === undefined) return { summary: "Nothing is said." };
  return { summary: `${first} (${words.length} ${words.length === 1 ? "word" : "words"} in all)` };
}

export async function publishEntry(
  entry: z.infer<typeof PublishCatalogueEntryInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof PublishCatalogueEntryOutput>> {
  return inWorkspace(async (dir) => {
    const file = join(dir, "entry.json");
    await writeFile(file, `${JSON.stringify(entry, null, 2)}\n`);
    return { entryUrl: await putFile(file, `catalogue/${runId}.json`, signal) };
  });
}
