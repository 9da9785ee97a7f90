import { defineConfig } from "@trigger.dev/sdk";

export default defineConfig({
  // Your project's reference, from the dashboard.
  project: process.env.TRIGGER_PROJECT_REF ?? "proj_flowgenexample",
  runtime: "node",
  // The tasks that do the work, and the parents that flowgen made of the definitions.
  dirs: ["./definitions/tasks", "./generated"],
  maxDuration: 900,
  retries: {
    enabledInDev: true,
    default: { maxAttempts: 3, factor: 2, minTimeoutInMs: 1_000, maxTimeoutInMs: 10_000, randomize: true },
  },
  build: {
    // These find their binaries beside their own files, so they must not be bundled.
    external: ["@ffmpeg-installer/ffmpeg", "@ffprobe-installer/ffprobe", "espeak-ng"],
  },
});
