import type { OrchestratorDefinition, TrackDefinition } from "flowgen";

// Plain definitions: TypeScript sees less of these, so that the build has to.
const long = "x".repeat(129);

export const taskTrack: TrackDefinition = {
  name: "TaskTrack",
  options: Object.assign(
    {
      queue: { concurrencyLimit: 1 },
      machine: { cpu: 1, memory: 2 },
      concurrency: [{ total: 1 }, { perKey: 1 }],
      maxDuration: 1,
      ttl: "one hour",
      retry: { maxAttempts: 0 },
      priority: 1,
      machin: "micro",
    },
    {},
  ),
  tasks: [{ taskName: "publish", options: { concurrency: ["a", "b", "c"], queue: "limit/of mine" } }],
};

export const runTrack: TrackDefinition = {
  name: "RunTrack",
  options: { concurrency: ["a", "b", "c"], queue: "two words" },
  tasks: [
    { taskName: "publish", options: { delay: "soon", tags: [long], maxAttempts: 0 } },
    { taskName: "join", options: { tags: Array.from({ length: 11 }, String), idempotencyKeyTTL: "7 days", ttl: -1 } },
    { taskName: "speak", forEach: () => [], options: (line) => ({ idempotencyKey: line.text, priorty: 1 }) },
    { taskName: "transcribe", options: () => ({ retry: 3, debounce: { key: "a", delay: "1s" }, version: "1" }) },
  ],
};

export const graph: OrchestratorDefinition = {
  name: "Graph",
  tracks: [taskTrack, runTrack],
  trackOptions: {
    TaskTrack: (outputs) => ({ tags: [outputs.RunTrack.text] }),
    RunTrak: { priority: 1 },
    RunTrack: (outputs) => ({ tags: outputs.TaskTrk, concurrency: "no limit" }),
  },
  finalTask: { taskName: "publish", options: (outputs) => ({ tags: outputs.Nothing, maxDuration: 1 }) },
};
