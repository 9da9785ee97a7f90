import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { ffmpegPath, ffprobe } from "../../definitions/tasks/ffmpeg.js";
import type { Job } from "../../definitions/tasks/workspace.js";

export const SAMPLE = "samples/interview.webm";
export const { signal } = new AbortController();

let runs = 0;
/** As the platform would start it: each run with an id of its own. */
export function job(): Job {
  return { runId: `run_${++runs}`, signal: new AbortController().signal };
}

/** A fresh local storage and no service keys for each test; afterwards, no temporary file may be left. */
export function useWorkbench(): { dir: () => string } {
  let dir = "";
  // The suites of the compiler run beside this one, and want the same two cores.
  vi.setConfig({ testTimeout: 60_000 });
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "flowgen-test-"));
    await mkdir(join(dir, "tmp"));
    vi.stubEnv("TMPDIR", join(dir, "tmp"));
    vi.stubEnv("FLOWGEN_STORAGE_DIR", join(dir, "storage"));
    for (const name of ["DEEPGRAM_API_KEY", "ELEVENLABS_API_KEY", "S3_ENDPOINT"]) vi.stubEnv(name, "");
  });
  afterEach(async () => {
    const left = await readdir(join(dir, "tmp"));
    vi.unstubAllEnvs();
    await rm(dir, { recursive: true });
    expect(left).toEqual([]);
  });
  return { dir: () => dir };
}

/** Loudness of a file's sound in decibels: 0 is the loudest there is, speech is about -20, silence -91. */
export async function meanVolume(path: string): Promise<number> {
  const args = ["-hide_banner", "-nostdin", "-i", path, "-map", "0:a", "-af", "volumedetect", "-f", "null", "-"];
  const { stderr } = await promisify(execFile)(await ffmpegPath(), args);
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1]);
}

/** How many pictures a film has. */
export async function frames(path: string): Promise<number> {
  const count = ["-count_packets", "-show_entries", "stream=nb_read_packets", "-of", "csv=print_section=0"];
  return Number.parseInt(await ffprobe(["-select_streams", "v:0", ...count, path], { signal }));
}
