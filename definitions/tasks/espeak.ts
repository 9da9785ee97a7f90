import { AbortTaskRunError } from "@trigger.dev/sdk";
import { VOICE_NAMES, voiceOf } from "./voices.js";

/** Words a minute: a calm narrator's pace. */
const PACE = 165;

/** Speaks by eSpeak NG, compiled to WebAssembly: on this machine, with no account. Returns a mono WAV file. */
export async function espeakWav(text: string, voice: string): Promise<Uint8Array> {
  // 18 MB of WebAssembly, needed only where no ElevenLabs key is set.
  const { default: ESpeakNg } = await import("espeak-ng");
  const complaints: string[] = [];
  try {
    const { FS } = await ESpeakNg({
      // From a file: as an argument, text that begins with a dash would be an option.
      preRun: [(module) => module.FS.writeFile("text", text)],
      arguments: ["-b", "1", "-s", String(PACE), "-v", voiceOf("espeak", voice), "-w", "speech.wav", "-f", "text"],
      printErr: (line) => complaints.push(line),
    });
    return FS.readFile("speech.wav");
  } catch {
    // The program ended before it wrote anything. It does the same every time, so a retry is of no use.
    throw new AbortTaskRunError(
      `eSpeak NG could not speak as "${voice}": ${complaints[0] ?? "no reason given"}. ` +
        `Use ${VOICE_NAMES.join(", ")}, or a voice of eSpeak NG such as en-gb.`,
    );
  }
}
