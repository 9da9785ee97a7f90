import { expectTypeOf } from "vitest";
import { z } from "zod";
import { audio, defineOrchestrator, text } from "./tasks.js";

// A schedule makes the payload: what the input schema accepts.
defineOrchestrator({
  name: "Daily",
  input: z.object({ videoUrl: z.string(), voice: z.string().default("rachel") }),
  tracks: [audio],
  cron: { pattern: "0 8 * * 1-5", timezone: "Europe/Berlin", window: "30m", environments: ["PRODUCTION"] },
  cronPayload: (schedule) => {
    expectTypeOf(schedule.timestamp).toEqualTypeOf<Date>();
    expectTypeOf(schedule.timezone).toEqualTypeOf<string>();
    return { videoUrl: `https://example.com/${schedule.timestamp.toISOString()}` };
  },
});
defineOrchestrator({ name: "Hourly", tracks: [text], cron: "0 * * * *", cronPayload: () => ({ videoUrl: "a" }) });

// It may be left out where `{}` fits.
defineOrchestrator({
  name: "Empty",
  input: z.object({ videoUrl: z.string().default("a") }),
  tracks: [text],
  cron: "0 * * * *",
});

// @ts-expect-error a payload is needed
defineOrchestrator({ name: "X", tracks: [text], cron: "0 * * * *" });
// @ts-expect-error a payload that does not fit
defineOrchestrator({ name: "X", tracks: [text], cron: "0 * * * *", cronPayload: () => ({ videoUrl: 1 }) });
defineOrchestrator({
  name: "X",
  tracks: [text],
  // @ts-expect-error no such environment
  cron: { pattern: "0 * * * *", environments: ["PROD"] },
  cronPayload: () => ({ videoUrl: "a" }),
});
