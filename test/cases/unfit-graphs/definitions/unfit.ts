import type { CompositeTrackDefinition, OrchestratorDefinition } from "flowgen";
import { z } from "zod";
import { defineTrack } from "./registry.js";

const track = defineTrack({ name: "Track", tasks: [{ taskName: "first" }] });
const other = defineTrack({ name: "Other", tasks: [{ taskName: "third" }] });

/** Annotated, so that the editor says nothing: the build does. */
export const unfit: OrchestratorDefinition = {
  name: "Unfit",
  input: z.object({ url: z.string() }),
  tracks: [track, other, { track, name: "mapped" }, { taskName: "second" }],
  trackDependencies: { mapped: ["Other"] },
  trackInputMappings: { mapped: ({ Other }) => ({ text: Other.texts }), second: (_outputs, input) => ({ text: input.uri }) },
  finalTask: { taskName: "first" },
};

export const unfitComposite: CompositeTrackDefinition = {
  name: "UnfitComposite",
  type: "composite",
  tasks: [{ taskName: "third" }],
  subTracks: [track, { taskName: "second" }],
  subTrackInputMappings: { Track: (prev) => ({ text: prev.texts[0] }) },
  mergeStrategy: (outputs) => outputs[2].text,
};

export const unfitOutput: OrchestratorDefinition = {
  name: "UnfitOutput",
  tracks: [track],
  output: (outputs) => {
    return outputs.Track.txt;
  },
};
