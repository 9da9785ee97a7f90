import { schemaTask } from "@trigger.dev/sdk";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { captionTranscript } from "./captions.js";
import { deepgramTranscript } from "./deepgram.js";
import { elevenlabsMp3 } from "./elevenlabs.js";
import { espeakWav } from "./espeak.js";
import { ffmpeg } from "./ffmpeg.js";
import { probe } from "./probe.js";
import {
  DeepgramSpeechToTextInput,
  ElevenlabsTextToSpeechInput,
  type DeepgramSpeechToTextOutput,
  type ElevenlabsTextToSpeechOutput,
} from "./schemas.js";
import { getFile, putFile } from "./storage.js";
import { inWorkspace, type Job } from "./workspace.js";

// Both services limit their rate, and are down now and then: more patience than for work of our own.
const apiRetry = { maxAttempts: 5, factor: 2, minTimeoutInMs: 1_000, maxTimeoutInMs: 30_000, randomize: true };

export const deepgramSpeechToText = schemaTask({
  id: "deepgram_speech_to_text",
  schema: DeepgramSpeechToTextInput,
  retry: apiRetry,
  maxDuration: 900,
  run: (payload, { ctx, signal }) => transcribe(payload, { runId: ctx.run.id, signal }),
});

export const elevenlabsTextToSpeech = schemaTask({
  id: "elevenlabs_text_to_speech",
  schema: ElevenlabsTextToSpeechInput,
  retry: apiRetry,
  // ElevenLabs' smaller plans refuse more requests at once; every segment of every video is a run of this task.
  concurrency: { total: 4 },
  maxDuration: 300,
  run: (payload, { ctx, signal }) => speak(payload, { runId: ctx.run.id, signal }),
});

/** By Deepgram where DEEPGRAM_API_KEY is set, else from the video's own captions. */
export async function transcribe(
  { audioUrl, videoUrl }: z.infer<typeof DeepgramSpeechToTextInput>,
  { signal }: Job,
): Promise<z.infer<typeof DeepgramSpeechToTextOutput>> {
  const apiKey = process.env.DEEPGRAM_API_KEY;
  return inWorkspace(async (dir) => {
    const transcript = apiKey
      ? await deepgramTranscript(await getFile(audioUrl, dir, signal), { apiKey, signal })
      : await captionTranscript(await getFile(videoUrl, dir, signal), { dir, signal });
    return { transcript };
  });
}

/** By ElevenLabs where ELEVENLABS_API_KEY is set, else by eSpeak NG. */
export async function speak(
  { text, start, voice }: z.infer<typeof ElevenlabsTextToSpeechInput>,
  { runId, signal }: Job,
): Promise<z.infer<typeof ElevenlabsTextToSpeechOutput>> {
  const apiKey = process.env.ELEVENLABS_API_KEY;
  return inWorkspace(async (dir) => {
    const mp3 = join(dir, "speech.mp3");
    if (apiKey) {
      await writeFile(mp3, await elevenlabsMp3(text, voice, { apiKey, signal }));
    } else {
      const wav = join(dir, "speech.wav");
      await writeFile(wav, await espeakWav(text, voice));
      await ffmpeg(["-i", wav, "-c:a", "libmp3lame", "-b:a", "64k", mp3], { signal });
    }
    const { durationSeconds } = await probe(mp3, { signal });
    return { mp3Url: await putFile(mp3, `${runId}/speech.mp3`, signal), start, seconds: durationSeconds };
  });
}
