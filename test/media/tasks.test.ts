import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe as suite, expect, test } from "vitest";
import * as audio from "../../definitions/tasks/audio.js";
import * as catalogue from "../../definitions/tasks/catalogue.js";
import { ffmpeg } from "../../definitions/tasks/ffmpeg.js";
import { probe } from "../../definitions/tasks/probe.js";
import * as schemas from "../../definitions/tasks/schemas.js";
import * as speech from "../../definitions/tasks/speech.js";
import * as subtitles from "../../definitions/tasks/subtitles.js";
import * as video from "../../definitions/tasks/video.js";
import { SAMPLE, frames, job, meanVolume, signal, useWorkbench } from "./workbench.js";

const { dir } = useWorkbench();

test("the tasks have the ids the registry names", () => {
  const tasks = [audio, speech, subtitles, video, catalogue].flatMap((module) => Object.values(module));
  const ids = tasks.flatMap((task) => (typeof task === "object" && "id" in task ? [task.id] : []));
  expect(ids.sort()).toEqual([
    "combine_audio_segments",
    "combine_video_segments",
    "convert_json_to_srt",
    "deepgram_speech_to_text",
    "describe_video",
    "elevenlabs_text_to_speech",
    "make_poster",
    "media_audio_extract",
    "merge_audio_video",
    "publish_catalogue_entry",
    "split_srt_into_segments",
    "split_video",
    "transcode_video_segment",
    "video_strip_audios",
    "write_summary",
  ]);
});

async function voiceTrack(videoUrl: string, voice: string) {
  const { audioUrl } = await audio.extractAudio({ videoUrl }, job());
  const { transcript } = await speech.transcribe({ audioUrl, videoUrl }, job());
  const { segments } = subtitles.toSegments(subtitles.toSrt({ transcript }));
  const spoken = await Promise.all(segments.map(({ text, start }) => speech.speak({ text, start, voice }, job())));
  const placed = spoken.map(({ mp3Url }, i) => ({ mp3Url, start: segments[i]?.start ?? 0 }));
  return { segments, spoken, ...(await audio.combineSpeech({ segments: placed }, job())) };
}

async function pictureTrack(videoUrl: string) {
  const { silentUrl } = await video.stripAudio({ videoUrl }, job());
  const { parts } = await video.split({ silentUrl, parts: 10 }, job());
  const transcoded = await Promise.all(parts.map((part) => video.transcode({ part }, job())));
  const mp4Urls = transcoded.map(({ mp4Url }) => mp4Url);
  return { parts, ...(await video.combineVideo({ mp4Urls }, job())) };
}

test("a WebM video's voice becomes an AI voice", async () => {
  const source = await probe(SAMPLE, { signal });
  const [voice, picture] = await Promise.all([voiceTrack(SAMPLE, "rachel"), pictureTrack(SAMPLE)]);
  expect(voice.segments.map(({ text }) => text)[0]).toBe("Good morning, and welcome to our little interview.");
  expect(voice.segments).toHaveLength(6);
  expect(voice.spoken.every(({ seconds }) => seconds > 1)).toBe(true);
  expect(picture.parts).toHaveLength(10);

  const { url } = await video.merge({ audioUrl: voice.finalAudio, videoUrl: picture.finalVideo }, job());
  const film = fileURLToPath(url);
  const info = await probe(film, { signal });
  expect(info.streams).toEqual({ video: 1, audio: 1 });
  expect(info.video).toEqual({ codec: "h264", width: 320, height: 180 });
  expect(Math.abs(info.durationSeconds - source.durationSeconds)).toBeLessThan(0.2);
  expect(await meanVolume(film)).toBeGreaterThan(-40);

  expect(await frames(film)).toBe(await frames(SAMPLE));
});

test("a catalogue entry is made from the same video", async () => {
  const facts = await catalogue.describe({ videoUrl: SAMPLE }, job());
  expect(schemas.DescribeVideoOutput.parse(facts)).toMatchObject({ width: 320, height: 180, hasAudio: true });
  const { posterUrl } = await catalogue.drawPoster({ videoUrl: SAMPLE, atSeconds: 3 }, job());
  expect((await probe(fileURLToPath(posterUrl), { signal })).video).toEqual({
    codec: "mjpeg",
    width: 320,
    height: 180,
  });
  const { transcript } = await speech.transcribe({ audioUrl: "", videoUrl: SAMPLE }, job());
  const { summary } = catalogue.summarize({ transcript });
  expect(summary).toBe("Good morning, and welcome to our little interview. (64 words in all)");
  const entry = { posterUrl, summary, durationSeconds: facts.durationSeconds };
  const { entryUrl } = await catalogue.publishEntry(entry, job());
  expect(JSON.parse(await readFile(fileURLToPath(entryUrl), "utf8"))).toEqual(entry);
});

test("a WebM as a browser records it, with no duration in its header, is described all the same", async () => {
  const recorded = join(dir(), "recorded.webm");
  await ffmpeg(["-i", SAMPLE, "-t", "4", "-c", "copy", "-live", "1", recorded], { signal });
  const { durationSeconds } = await catalogue.describe({ videoUrl: recorded }, job());
  expect(durationSeconds).toBeCloseTo(4, 0);
});

test("a poster past the end is refused", async () => {
  const late = catalogue.drawPoster({ videoUrl: SAMPLE, atSeconds: 999 }, job());
  await expect(late).rejects.toMatchObject({ name: "AbortTaskRunError", message: expect.stringContaining("999 s") });
});

suite("cutting", () => {
  const keyframes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  test("takes the keyframes nearest to equal pieces", () => {
    expect(video.cutTimes({ keyframes, end: 10 }, 4)).toEqual([2, 5, 7]);
  });
  test("makes fewer pieces where there are fewer keyframes, and one where there is one", () => {
    expect(video.cutTimes({ keyframes: [0, 6], end: 10 }, 5)).toEqual([6]);
    expect(video.cutTimes({ keyframes: [0], end: 10 }, 5)).toEqual([]);
  });
  test("of a film into one part gives the film", async () => {
    const { silentUrl } = await video.stripAudio({ videoUrl: SAMPLE }, job());
    const { parts } = await video.split({ silentUrl, parts: 1 }, job());
    expect(parts).toHaveLength(1);
    expect(await frames(fileURLToPath(parts[0] ?? ""))).toBe(await frames(SAMPLE));
  });
});
