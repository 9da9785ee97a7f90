import { defineTrack } from "./registry.js";

const settings = await new Promise<{ name: string }>((resolve) => {
  setInterval(() => resolve, 1000);
});

export const track = defineTrack({ name: settings.name, tasks: [{ taskName: "first" }] });
