import { expect, test, vi } from "vitest";
import { ffmpeg } from "../../definitions/tasks/ffmpeg.js";
import { signal, useWorkbench } from "./workbench.js";

useWorkbench();

const FOREVER = ["-re", "-f", "lavfi", "-i", "testsrc", "-f", "null", "-"];

test("cancelling kills ffmpeg", async () => {
  const controller = new AbortController();
  const endless = ffmpeg(FOREVER, { signal: controller.signal });
  setTimeout(() => controller.abort(), 200);
  await expect(endless).rejects.toMatchObject({ name: "AbortError" });
});

test("a failure carries what ffmpeg said", async () => {
  const failing = ffmpeg(["-i", "samples/nothing.webm", "-f", "null", "-"], { signal });
  await expect(failing).rejects.toThrow(/ended with status 1:\n.*nothing\.webm: No such file or directory/);
});

test("FFMPEG_PATH names the binary", async () => {
  vi.stubEnv("FFMPEG_PATH", "/nowhere/ffmpeg");
  await expect(ffmpeg(FOREVER, { signal })).rejects.toThrow("spawn /nowhere/ffmpeg ENOENT");
});
