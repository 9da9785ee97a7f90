// Makes samples/interview.webm, the film of the example flow: VP9, Opus with spoken words, and a WebVTT caption track.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { espeakWav } from "../definitions/tasks/espeak.js";
import { ffmpeg } from "../definitions/tasks/ffmpeg.js";
import { inWorkspace } from "../definitions/tasks/workspace.js";

const SENTENCES = [
  "Good morning, and welcome to our little interview.",
  "Today I talk about work that runs for a long time.",
  "A video comes in, and its voice is written down.",
  "Then every sentence is spoken again by another voice.",
  "Meanwhile the pictures are cut into ten parts, and each is made anew.",
  "At the end both meet in one film, and nobody had to wait.",
];

const RATE = 22_050;
const FRAMES_PER_SECOND = 25;
const PAUSE_SECONDS = 0.45;
/** A voice that no track of the example gives its film, so that one hears the change. */
const VOICE = "en-gb+m1";

const target = join("samples", "interview.webm");
const signal = AbortSignal.timeout(120_000);

await mkdir("samples", { recursive: true });
await inWorkspace(async (dir) => {
  const captions = join(dir, "captions.vtt");
  const voice = join(dir, "voice.pcm");
  const { samples, vtt } = await recite();
  await Promise.all([writeFile(captions, vtt), writeFile(voice, samples)]);
  await ffmpeg([...inputs(voice, captions), ...picture(), ...codecs(), target], { signal });
});

async function recite(): Promise<{ samples: Buffer; vtt: string }> {
  const pause = Buffer.alloc(Math.round(PAUSE_SECONDS * RATE) * 2);
  const track: Buffer[] = [pause];
  const cues: string[] = [];
  let at = pause.length;
  for (const sentence of SENTENCES) {
    // A WAV of eSpeak NG is a header of 44 bytes and 16-bit samples of one channel.
    const spoken = Buffer.from(await espeakWav(sentence, VOICE)).subarray(44);
    cues.push(`${clock(at)} --> ${clock(at + spoken.length)}\n${sentence}\n`);
    track.push(spoken, pause);
    at += spoken.length + pause.length;
  }
  return { samples: Buffer.concat(track), vtt: `WEBVTT\n\n${cues.join("\n")}` };
}

/** WebVTT's notation of a place in the track, given in bytes. */
function clock(bytes: number): string {
  return new Date((bytes / 2 / RATE) * 1000).toISOString().slice(11, 23);
}

function inputs(voice: string, captions: string): string[] {
  return ["-f", "s16le", "-ar", String(RATE), "-ac", "1", "-i", voice, "-i", captions];
}

/** The speaker's waveform, on blue. */
function picture(): string[] {
  const waves = `[0:a]showwaves=s=320x180:mode=cline:rate=${FRAMES_PER_SECOND}:colors=white[waves]`;
  const filters = `color=0x1d3557:s=320x180:r=${FRAMES_PER_SECOND}[back];${waves};[back][waves]overlay=shortest=1[picture]`;
  return ["-filter_complex", filters, "-map", "[picture]", "-map", "0:a", "-map", "1:s"];
}

function codecs(): string[] {
  // A keyframe every second: split_video cuts there.
  const video = `-c:v libvpx-vp9 -b:v 0 -crf 54 -cpu-used 5 -g ${FRAMES_PER_SECOND} -pix_fmt yuv420p`;
  const others = "-c:a libopus -b:a 32k -c:s webvtt -metadata:s:s:0 language=eng";
  // One thread, no dates and no random ids: the same bytes every time.
  const same = "-threads 1 -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact";
  return [video, others, same].flatMap((args) => args.split(" "));
}
