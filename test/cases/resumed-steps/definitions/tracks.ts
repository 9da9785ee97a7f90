import { z } from "zod";
import { defineTrack } from "./registry.js";

/** Every kind of run, wait and token, with keys that hold beyond this run, and with options. */
export const orderTrack = defineTrack({
  name: "OrderTrack",
  input: z.object({ order: z.string(), topics: z.array(z.string()) }),
  resume: { key: (input) => input.order, ttl: "7d" },
  tasks: [
    {
      taskName: "draft",
      name: "drafts",
      forEach: ({ topics }) => topics,
      concurrency: 5,
      onItemFailure: "collect",
      inputMapper: (topic) => ({ topic }),
      options: (topic) => ({ tags: [topic] }),
    },
    {
      taskName: "draft",
      name: "more drafts",
      forEach: (_drafts, { input }) => input.topics.map((topic) => ({ topic })),
      onItemFailure: "collect",
    },
    { name: "cool off", wait: { hours: 1 } },
    { name: "approve", approval: { timeout: "1d", output: z.object({ text: z.string(), by: z.string() }) } },
    {
      taskName: "publish",
      when: ({ by }) => by !== "",
      options: { queue: "publishing", priority: 10 },
      fallback: () => ({ url: "" }),
    },
    {
      taskName: "status",
      inputMapper: (_published, { outputs }) => ({ url: outputs.approve.text }),
      options: { machine: "small-1x" },
      repeat: { until: ({ isLive }) => isLive, maxTimes: 3, delay: { minutes: 1 } },
    },
  ],
});
