import { defineConfig } from "@trigger.dev/sdk";

export default defineConfig({
  project: "proj_devserver",
  runtime: "node",
  dirs: ["./probes", "./cases"],
  maxDuration: 60,
  // A process for each run costs a second of both cores.
  processKeepAlive: true,
  retries: {
    enabledInDev: true,
    default: { maxAttempts: 2, minTimeoutInMs: 50, maxTimeoutInMs: 50, factor: 1, randomize: false },
  },
});
