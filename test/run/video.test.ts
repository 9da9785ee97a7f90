import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { probe } from "../../definitions/tasks/probe.js";
import { frames, meanVolume, SAMPLE, signal } from "../media/workbench.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const storage = mkdtempSync(join(tmpdir(), "flowgen-video-"));
afterAll(() => rmSync(storage, { recursive: true }));

test("the README's command makes a video with a new voice", async () => {
  const args = ["dist/cli.js", "run", "video-audio-orchestrator", "--payload", `{"videoUrl":"${SAMPLE}"}`];
  const services = { DEEPGRAM_API_KEY: "", ELEVENLABS_API_KEY: "", S3_ENDPOINT: "" };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: repository,
    encoding: "utf8",
    env: { ...process.env, ...services, FLOWGEN_STORAGE_DIR: storage, NO_COLOR: "1" },
  });
  expect(status, stderr).toBe(0);
  expect(stderr).toMatch(/✔ elevenlabs_text_to_speech × 6 /);
  expect(stderr).toMatch(/✔ transcode_video_segment × 10 /);
  expect(stderr).toMatch(/✔ video-audio-orchestrator completed in .* \(28 runs\)/);

  const film = fileURLToPath(JSON.parse(stdout).url);
  const [made, source] = [await probe(film, { signal }), await probe(join(repository, SAMPLE), { signal })];
  expect(made.streams).toEqual({ video: 1, audio: 1 });
  expect(made.video).toEqual({ codec: "h264", width: 320, height: 180 });
  expect(Math.abs(made.durationSeconds - source.durationSeconds)).toBeLessThan(0.2);
  expect(await frames(film)).toBe(await frames(join(repository, SAMPLE)));
  expect(await meanVolume(film)).toBeGreaterThan(-40);
});
