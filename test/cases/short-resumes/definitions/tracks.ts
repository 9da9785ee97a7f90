import { z } from "zod";
import { defineTrack } from "./registry.js";

const input = z.object({ text: z.string() });
const key = ({ text }: { text: string }) => text;

export const short = defineTrack({
  name: "Short",
  input,
  resume: { key, ttl: "1h30m" },
  tasks: [
    { name: "in time", wait: { minutes: 90 } },
    { name: "too long", wait: { hours: 1.6 } },
    { name: "asked", approval: { timeout: "2h", output: input } },
    { taskName: "read", repeat: { until: ({ text }) => text !== "", maxTimes: 3, delay: { days: 1 } } },
  ],
});

export const usual = defineTrack({
  name: "Usual",
  input,
  resume: { key },
  tasks: [
    { taskName: "read" },
    { name: "a month", wait: { days: 30 } },
    { name: "two months", approval: { timeout: "60d", output: input } },
  ],
});

/** Within a run there is no such limit. */
export const within = defineTrack({ name: "Within", input, tasks: [{ name: "a year", wait: { days: 365 } }, { taskName: "read" }] });
