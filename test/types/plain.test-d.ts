import { expectTypeOf } from "vitest";
import { z } from "zod";
import type {
  CompositeTrackDefinition,
  OrchestratorDefinition,
  TrackDefinition,
  TypedTrackDefinition,
} from "../../src/define/index.js";
import { defineCompositeTrack, defineOrchestrator, type tasks, text, type Transcribed } from "./tasks.js";

// Mappers say for themselves what they take, or take `any`.
const loose: TrackDefinition = {
  name: "Loose",
  input: z.object({ videoUrl: z.string() }),
  tasks: [
    { taskName: "extract", inputMapper: (prev: { videoUrl: string }) => prev },
    {
      taskName: "speak",
      name: "voice",
      forEach: (prev) => prev.lines,
      inputMapper: (line, { input, outputs, index }) => ({ text: line + input.a + outputs.extract.b + index }),
    },
  ],
};

// Steps may be collected first.
const steps: TrackDefinition["tasks"][number][] = [];
for (const taskName of ["extract", "transcribe"]) steps.push({ taskName });
const collected: TrackDefinition = { name: "Collected", tasks: steps };

// Typed: task names and payloads are held to the registry.
const typed: TypedTrackDefinition<typeof tasks, { videoUrl: string }> = {
  name: "Typed",
  tasks: [
    {
      taskName: "extract",
      inputMapper: (_, { input }) => {
        expectTypeOf(input).toEqualTypeOf<{ videoUrl: string }>();
        return input;
      },
    },
    { taskName: "transcribe", inputMapper: (prev) => ({ audioUrl: prev.audioUrl }) },
  ],
};
export const first: TypedTrackDefinition<typeof import("./trigger-tasks.js")> = {
  name: "First",
  tasks: [{ taskName: "extract-audio", inputMapper: (prev) => ({ videoUrl: prev.url }) }],
};
export const unknownTask: TypedTrackDefinition<typeof tasks> = {
  name: "X",
  // @ts-expect-error unknown task
  tasks: [{ taskName: "extrac" }],
};
export const wrongPayload: TypedTrackDefinition<typeof tasks> = {
  name: "X",
  // @ts-expect-error not the task's payload
  tasks: [{ taskName: "extract", inputMapper: () => ({ videoUrl: 1 }) }],
};

const composite: CompositeTrackDefinition = {
  name: "Composite",
  type: "composite",
  tasks: [],
  subTracks: [loose, typed, text, { track: loose, name: "Again" }, { taskName: "speak" }],
  subTrackInputMappings: { Loose: (prev, { input }) => ({ videoUrl: prev.url + input.url }) },
  mergeStrategy: async (outputs) => ({ first: outputs[0] }),
};

export const orchestrator: OrchestratorDefinition = {
  name: "Orchestrator",
  tracks: [loose, composite, text, { track: typed, name: "Again" }, { taskName: "speak" }],
  trackDependencies: { Again: ["Loose"] },
  trackInputMappings: { Again: (outputs, input) => ({ videoUrl: outputs.Loose.url + input.url }) },
  finalTask: { taskName: "merge", inputMapper: (outputs) => outputs },
};
// @ts-expect-error an annotation still knows its own properties
export const misspelt: OrchestratorDefinition = { name: "X", track: [] };
export const nameless: TrackDefinition = {
  name: "X",
  // @ts-expect-error a step has a task
  tasks: [{ name: "x" }],
};

// Plain definitions among typed ones. A name beside one makes it known; what is typed stays so.
defineOrchestrator({
  name: "Mixed",
  tracks: [{ track: loose, name: "Known" }, { track: composite, name: "Pair" }, text],
  trackDependencies: { Text: ["Known", "Pair"] },
  trackInputMappings: {
    Text: (outputs) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly Known: any; readonly Pair: any }>();
      return { videoUrl: outputs.Known.audioUrl };
    },
  },
  output: (outputs) => {
    expectTypeOf(outputs.Text).toEqualTypeOf<Transcribed>();
    return outputs.Known;
  },
});
defineOrchestrator({
  name: "Unknown",
  tracks: [loose, collected, text],
  trackDependencies: { Text: ["Loose"], Collected: ["Text"] },
  trackInputMappings: {
    Text: (outputs) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly Loose: any }>();
      return { videoUrl: outputs.Loose.audioUrl };
    },
    Collected: (outputs) => {
      expectTypeOf(outputs).toEqualTypeOf<{ readonly Text: Transcribed }>();
      return { anything: outputs.Text.confidence };
    },
  },
});
defineOrchestrator({
  name: "StillTyped",
  tracks: [loose, text],
  // @ts-expect-error not the typed track's payload
  trackInputMappings: { Text: () => ({ videoUrl: 1 }) },
});
defineCompositeTrack({
  name: "Mixed",
  type: "composite",
  tasks: [],
  subTracks: [loose, text],
  mergeStrategy: (outputs) => {
    expectTypeOf(outputs).toEqualTypeOf<[any, Transcribed]>();
    return outputs[1];
  },
});
