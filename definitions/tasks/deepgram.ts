import { openAsBlob } from "node:fs";
import { z } from "zod";
import { checked } from "./http.js";
import type { Transcript } from "./schemas.js";

const DeepgramWord = z.object({
  word: z.string(),
  punctuated_word: z.string().optional(),
  start: z.number(),
  end: z.number(),
});

const Listened = z.object({
  results: z.object({
    channels: z.array(z.object({ alternatives: z.array(z.object({ words: z.array(DeepgramWord) })) })),
  }),
});

/** Transcribes a FLAC file by Deepgram. https://developers.deepgram.com/reference/speech-to-text/listen-pre-recorded */
export async function deepgramTranscript(
  audioPath: string,
  { apiKey, signal }: { apiKey: string; signal: AbortSignal },
): Promise<z.infer<typeof Transcript>> {
  const base = process.env.DEEPGRAM_BASE_URL ?? "https://api.deepgram.com";
  const response = await fetch(`${base}/v1/listen?model=nova-3&smart_format=true`, {
    method: "POST",
    headers: { authorization: `Token ${apiKey}`, "content-type": "audio/flac" },
    // The bytes themselves: our storage need not be readable by others.
    body: await openAsBlob(audioPath),
    signal,
  });
  const { results } = Listened.parse(await (await checked(response, "Deepgram")).json());
  const words = results.channels[0]?.alternatives[0]?.words ?? [];
  return {
    words: words.map(({ word, punctuated_word, start, end }) => ({ text: punctuated_word ?? word, start, end })),
  };
}
