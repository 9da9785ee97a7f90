import { checked } from "./http.js";
import { voiceOf } from "./voices.js";

/** Speaks by ElevenLabs. Returns an MP3 file. https://elevenlabs.io/docs/api-reference/text-to-speech/convert */
export async function elevenlabsMp3(
  text: string,
  voice: string,
  { apiKey, signal }: { apiKey: string; signal: AbortSignal },
): Promise<Uint8Array> {
  const base = process.env.ELEVENLABS_BASE_URL ?? "https://api.elevenlabs.io";
  const id = encodeURIComponent(voiceOf("elevenlabs", voice));
  const response = await fetch(`${base}/v1/text-to-speech/${id}?output_format=mp3_44100_128`, {
    method: "POST",
    headers: { "xi-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify({ text, model_id: "eleven_multilingual_v2" }),
    signal,
  });
  return new Uint8Array(await (await checked(response, "ElevenLabs")).arrayBuffer());
}
