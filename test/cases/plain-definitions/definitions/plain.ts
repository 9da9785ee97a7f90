import type {
  CompositeTrackDefinition,
  OrchestratorDefinition,
  TrackDefinition,
  TypedTrackDefinition,
} from "flowgen";
import { z } from "zod";
import type { tasks } from "./registry.js";

/** Annotated: nothing is inferred, but the output is typed all the same. */
export const measureTrack: TrackDefinition = {
  name: "MeasureTrack",
  input: z.object({ text: z.string() }),
  tasks: [
    { taskName: "measure" },
    {
      taskName: "double",
      inputMapper: (measured: any, { input }: any) => ({ value: measured.length + input.text.length }),
    },
  ],
};

export const typedTrack: TypedTrackDefinition<typeof tasks, { texts: string[] }> = {
  name: "TypedTrack",
  input: z.object({ texts: z.array(z.string()) }),
  tasks: [
    {
      taskName: "measure",
      forEach: (input) => input.texts,
      inputMapper: (text: any) => {
        const trimmed = text.trim();
        return { text: trimmed };
      },
    },
    { taskName: "double", inputMapper: (all) => ({ value: all.length }) },
  ],
};

export const bothTracks: CompositeTrackDefinition = {
  name: "BothTracks",
  type: "composite",
  input: z.object({ text: z.string() }),
  tasks: [],
  subTracks: [measureTrack, { taskName: "measure", name: "again" }],
  mergeStrategy: (outputs) => outputs[0].value + outputs[1].length,
};

export const plainOrchestrator: OrchestratorDefinition = {
  name: "PlainOrchestrator",
  input: z.object({ text: z.string() }),
  tracks: [bothTracks, { track: typedTrack, name: "typed" }],
  trackDependencies: { typed: ["BothTracks"] },
  trackInputMappings: { typed: (outputs: any, input: any) => ({ texts: [input.text, String(outputs.BothTracks)] }) },
};
