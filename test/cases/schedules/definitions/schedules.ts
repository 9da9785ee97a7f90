import { z } from "zod";
import { defineOrchestrator } from "./registry.js";

const timezone = "Asia/Tokyo";

const daysBefore = (date: Date, days: number) => new Date(date.getTime() - days * 86_400_000);

/** At eight, on working days. */
export const daily = defineOrchestrator({
  name: "Daily",
  input: z.object({ url: z.string(), day: z.string() }),
  tracks: [{ taskName: "transcribe" }],
  cron: { pattern: "0 8 * * 1-5", timezone, environments: ["PRODUCTION"], window: "0m" },
  cronPayload: ({ timestamp }) => ({ url: "https://example.com", day: daysBefore(timestamp, 1).toISOString() }),
});

/** The last Monday of each month. */
export const monthly = defineOrchestrator({
  name: "Monthly",
  options: { maxDuration: 60 },
  tracks: [{ taskName: "transcribe" }],
  onFailure: ({ error }) => console.error(error),
  cron: "30 6 * * 1L",
  cronPayload: (schedule) => {
    const last = schedule.lastTimestamp ?? schedule.timestamp;
    return { url: `https://example.com?since=${last.toISOString()}` };
  },
});

for (const minute of [0, 30]) {
  defineOrchestrator({
    name: `At ${minute}`,
    input: z.object({ url: z.string().default("https://example.com") }),
    tracks: [{ taskName: "transcribe" }],
    cron: `${minute} * * * *`,
  });
}
