import type { OrchestratorDefinition } from "flowgen";
import { defineOrchestrator } from "./registry.js";

const common = { tracks: [{ taskName: "transcribe" as const }], cronPayload: () => ({ url: "a" }) };

export const seconds = defineOrchestrator({ ...common, name: "Seconds", cron: "0 0 8 * * *" });
export const words = defineOrchestrator({ ...common, name: "Words", cron: "every day at eight o'clock" });
export const range = defineOrchestrator({ ...common, name: "Range", cron: { pattern: "61 * * * *" } });
export const zone = defineOrchestrator({
  ...common,
  name: "Zone",
  cron: { pattern: "0 8 * * *", timezone: "Middle/Earth", window: "soon" },
});
export const offset = defineOrchestrator({ ...common, name: "Offset", cron: { pattern: "0 8 * * *", timezone: "+01:00" } });
export const taken = defineOrchestrator({ ...common, name: "Taken", id: "zone.schedule", cron: "0 8 * * *" });
export const fields: OrchestratorDefinition = { ...common, name: "Fields", cron: Object.assign({ pattern: "0 8 * * *" }, { zone: "UTC" }) };
export const without: OrchestratorDefinition = { ...common, name: "Without" };
