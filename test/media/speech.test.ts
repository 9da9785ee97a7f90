import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";
import { combineSpeech, extractAudio } from "../../definitions/tasks/audio.js";
import { ffmpeg } from "../../definitions/tasks/ffmpeg.js";
import { probe } from "../../definitions/tasks/probe.js";
import { speak, transcribe } from "../../definitions/tasks/speech.js";
import { stripAudio } from "../../definitions/tasks/video.js";
import { loopback, type Answer, type Received } from "./loopback.js";
import { SAMPLE, job, meanVolume, signal, useWorkbench } from "./workbench.js";

const { dir } = useWorkbench();

async function service(name: "DEEPGRAM" | "ELEVENLABS", answer: (request: Received) => Answer) {
  const server = await loopback(answer);
  onTestFinished(() => server.close());
  vi.stubEnv(`${name}_API_KEY`, "secret");
  vi.stubEnv(`${name}_BASE_URL`, server.url);
  return server;
}

async function tone(seconds: number): Promise<string> {
  const path = join(dir(), `tone-${seconds}.mp3`);
  await ffmpeg(["-f", "lavfi", "-i", `sine=duration=${seconds}:sample_rate=44100`, path], { signal });
  return path;
}

test("Deepgram hears the audio and answers with words", async () => {
  const words = [
    { word: "hello", punctuated_word: "Hello,", start: 0.1, end: 0.5, confidence: 0.9 },
    { word: "you", start: 0.6, end: 0.8 },
  ];
  const body = JSON.stringify({ metadata: {}, results: { channels: [{ alternatives: [{ words }] }] } });
  const { received } = await service("DEEPGRAM", () => ({ status: 200, body }));
  const { audioUrl } = await extractAudio({ videoUrl: SAMPLE }, job());
  expect(await transcribe({ audioUrl, videoUrl: SAMPLE }, job())).toEqual({
    transcript: {
      words: [
        { text: "Hello,", start: 0.1, end: 0.5 },
        { text: "you", start: 0.6, end: 0.8 },
      ],
    },
  });
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ method: "POST", path: "/v1/listen?model=nova-3&smart_format=true" });
  expect(received[0]?.headers).toMatchObject({ authorization: "Token secret", "content-type": "audio/flac" });
  expect(received[0]?.body.equals(await readFile(fileURLToPath(audioUrl)))).toBe(true);
});

test.each([
  [401, "AbortTaskRunError"],
  [429, "Error"],
  [503, "Error"],
])("an answer %i of Deepgram is an %s", async (status, name) => {
  await service("DEEPGRAM", () => ({ status, body: "no" }));
  const { audioUrl } = await extractAudio({ videoUrl: SAMPLE }, job());
  const heard = transcribe({ audioUrl, videoUrl: SAMPLE }, job());
  await expect(heard).rejects.toMatchObject({ name, message: `Deepgram answered ${status}: no` });
});

test("a video without captions says what to do", async () => {
  const { silentUrl } = await stripAudio({ videoUrl: SAMPLE }, job());
  const read = transcribe({ audioUrl: "", videoUrl: silentUrl }, job());
  await expect(read).rejects.toMatchObject({
    name: "AbortTaskRunError",
    message: expect.stringContaining("Set DEEPGRAM_API_KEY"),
  });
});

test("ElevenLabs speaks with the voice of that name", async () => {
  const mp3 = await readFile(await tone(2));
  const { received } = await service("ELEVENLABS", () => ({ status: 200, body: mp3 }));
  const { mp3Url, seconds } = await speak({ text: "Hello", start: 0, voice: "Rachel" }, job());
  expect(mp3.equals(await readFile(fileURLToPath(mp3Url)))).toBe(true);
  expect(seconds).toBeCloseTo(2, 0);
  const path = "/v1/text-to-speech/21m00Tcm4TlvDq8ikWAM?output_format=mp3_44100_128";
  expect(received[0]).toMatchObject({ method: "POST", path, headers: { "xi-api-key": "secret" } });
  expect(JSON.parse(String(received[0]?.body))).toEqual({ text: "Hello", model_id: "eleven_multilingual_v2" });
});

test("eSpeak NG speaks text that looks like an option", async () => {
  const { mp3Url, seconds } = await speak({ text: "--help is “not” an option — é", start: 0, voice: "rachel" }, job());
  expect(seconds).toBeGreaterThan(1);
  expect(await meanVolume(fileURLToPath(mp3Url))).toBeGreaterThan(-40);
});

test("a voice eSpeak NG does not have is named, with those it has", async () => {
  const spoken = speak({ text: "Hello", start: 0, voice: "nobody" }, job());
  await expect(spoken).rejects.toMatchObject({
    name: "AbortTaskRunError",
    message: expect.stringMatching(/"nobody".*voice does not exist.*rachel/),
  });
});

test("an utterance waits for the one before it, and nothing is cut", async () => {
  const [long, short] = [await tone(2), await tone(1)];
  const segments = [
    { mp3Url: short, start: 1 },
    { mp3Url: long, start: 0.5 },
    { mp3Url: short, start: 6 },
  ];
  const { finalAudio } = await combineSpeech({ segments }, job());
  const { durationSeconds } = await probe(fileURLToPath(finalAudio), { signal });
  expect(durationSeconds).toBeCloseTo(7, 0);
  expect(await sounds(fileURLToPath(finalAudio), [0.2, 1, 2, 3, 4.5, 6.5])).toEqual([0, 1, 1, 1, 0, 1]);
});

test("a film in which nothing is said gets a silent voice", async () => {
  const { finalAudio } = await combineSpeech({ segments: [] }, job());
  expect(await meanVolume(fileURLToPath(finalAudio))).toBeLessThan(-90);
});

/** Whether (1) or not (0) there is sound at each of the times. */
async function sounds(path: string, times: number[]): Promise<number[]> {
  const raw = join(dir(), "sounds.pcm");
  await ffmpeg(["-i", path, "-f", "s16le", "-ac", "1", "-ar", "8000", raw], { signal });
  const samples = await readFile(raw);
  const loudest = (at: number) => Math.max(...Array.from({ length: 400 }, (_, i) => samples.readInt16LE((at + i) * 2)));
  return times.map((seconds) => (loudest(Math.round(seconds * 8000)) > 100 ? 1 : 0));
}
