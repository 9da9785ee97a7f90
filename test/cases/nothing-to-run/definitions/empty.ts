import type { TrackDefinition } from "flowgen";
import { defineCompositeTrack, defineOrchestrator } from "./registry.js";

export const emptyTrack: TrackDefinition = { name: "EmptyTrack", tasks: [] };

export const emptyComposite = defineCompositeTrack({ name: "EmptyComposite", type: "composite", tasks: [{ taskName: "first" }], subTracks: [] });

export const emptyOrchestrator = defineOrchestrator({ name: "EmptyOrchestrator", tracks: [] });
