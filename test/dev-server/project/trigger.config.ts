import { defineConfig } from "@trigger.dev/sdk";

/** Goldens of the compiler, which the test copies here. */
const goldens = ["orchestrators", "eager-schedules", "task-first", "captured-data"];

export default defineConfig({
  project: "proj_devserver",
  runtime: "node",
  dirs: ["./probes", ...goldens.flatMap((name) => [`./cases/${name}/tasks`, `./cases/${name}/generated`])],
  maxDuration: 60,
  // A process for each run costs a second of both cores.
  processKeepAlive: true,
  retries: {
    enabledInDev: true,
    default: { maxAttempts: 2, minTimeoutInMs: 50, maxTimeoutInMs: 50, factor: 1, randomize: false },
  },
});
