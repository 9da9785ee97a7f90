// What undoes a step.
import { expectTypeOf } from "vitest";
import { z } from "zod";
import type { TrackDefinition } from "../../src/define/index.js";
import {
  type Combined,
  defineCompositeTrack,
  defineTrack,
  audio,
  type Extracted,
  type Spoken,
  text,
  type Transcribed,
} from "./tasks.js";

// It gets what the step's run gave, and what the step's functions get beside.
defineTrack({
  name: "Undone",
  input: z.object({ videoUrl: z.string(), spoken: z.boolean() }),
  tasks: [
    // The output fits the task as it is.
    { taskName: "extract", compensate: { taskName: "transcribe" } },
    {
      taskName: "transcribe",
      compensate: {
        taskName: "speak",
        inputMapper: (output, { input, outputs }) => {
          expectTypeOf(output).toEqualTypeOf<Transcribed>();
          expectTypeOf(input).toEqualTypeOf<{ videoUrl: string; spoken: boolean }>();
          expectTypeOf(outputs).toEqualTypeOf<{ readonly extract: Extracted }>();
          return { text: input.videoUrl };
        },
      },
    },
    {
      taskName: "speak",
      forEach: (transcribed) => transcribed.segments,
      onItemFailure: "collect",
      inputMapper: (item) => ({ text: item }),
      compensate: {
        taskName: "extract",
        inputMapper: (output, { item, index, outputs }) => {
          expectTypeOf(output).toEqualTypeOf<Spoken>();
          expectTypeOf(item).toEqualTypeOf<string>();
          expectTypeOf(index).toEqualTypeOf<number>();
          expectTypeOf(outputs.transcribe).toEqualTypeOf<Transcribed>();
          return { videoUrl: output.mp3Url };
        },
      },
    },
    {
      track: audio,
      when: (_spoken, { input }) => input.spoken,
      inputMapper: (_spoken, { input }) => ({ videoUrl: input.videoUrl }),
      fallback: () => null,
      compensate: {
        taskName: "extract",
        inputMapper: (output) => {
          expectTypeOf(output).toEqualTypeOf<Combined>();
          return { videoUrl: output.finalAudio };
        },
      },
    },
    {
      taskName: "extract",
      name: "rounds",
      repeat: { until: () => true, maxTimes: 2 },
      inputMapper: (_audio, { input }) => ({ videoUrl: input.videoUrl }),
      compensate: {
        taskName: "extract",
        inputMapper: (output, { round }) => {
          expectTypeOf(output).toEqualTypeOf<Extracted>();
          return { videoUrl: `${round}` };
        },
      },
    },
    {
      name: "either",
      branch: {
        on: (_rounds, { input }) => (input.spoken ? "audio" : "text"),
        cases: {
          audio: { track: audio, inputMapper: (_rounds, { input }) => ({ videoUrl: input.videoUrl }) },
          text: { track: text, inputMapper: (_rounds, { input }) => ({ videoUrl: input.videoUrl }) },
        },
      },
      compensate: {
        taskName: "extract",
        inputMapper: (output) => {
          expectTypeOf(output).toEqualTypeOf<Combined | Transcribed>();
          return { videoUrl: "" };
        },
      },
    },
  ],
});

defineTrack({
  name: "X",
  tasks: [
    // @ts-expect-error an output that does not fit needs a mapper
    { taskName: "extract", compensate: { taskName: "speak" } },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    // @ts-expect-error there is no such task
    { taskName: "extract", compensate: { taskName: "speek" } },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    {
      taskName: "extract",
      compensate: {
        taskName: "speak",
        // @ts-expect-error what it makes does not fit
        inputMapper: ({ audioUrl }) => ({ text: audioUrl.length }),
      },
    },
  ],
});
defineTrack({
  name: "X",
  tasks: [
    { taskName: "extract" },
    // @ts-expect-error nothing has run that could be undone
    { name: "line", transform: (prev) => prev.audioUrl, compensate: { taskName: "extract" } },
  ],
});

// Before sub-tracks, and in a definition with an annotation.
defineCompositeTrack({
  name: "Leading",
  type: "composite",
  tasks: [
    {
      taskName: "extract",
      compensate: { taskName: "extract", inputMapper: ({ audioUrl }) => ({ videoUrl: audioUrl }) },
    },
  ],
  subTracks: [{ taskName: "transcribe" }],
});
const annotated: TrackDefinition = {
  name: "Annotated",
  tasks: [
    { taskName: "extract", compensate: { taskName: "speak", inputMapper: ({ audioUrl }) => ({ text: audioUrl }) } },
  ],
};
expectTypeOf(annotated.name).toEqualTypeOf<string>();
