import { defineOrchestrator, defineTrack } from "./registry.js";

export const one = defineTrack({ name: "SameName", tasks: [{ taskName: "second" }] });
export const snake = defineTrack({ name: "audio_track", tasks: [{ taskName: "second" }] });
export const cased = defineTrack({ name: "Cased 2", id: "cased-track", tasks: [{ taskName: "second" }] });
export const orchestrator = defineOrchestrator({ name: "Audio Track", id: "audio-track", tracks: [snake] });
