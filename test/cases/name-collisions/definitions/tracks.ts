import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const batch = "a constant called batch";
const tasks = "a constant called tasks";
const start = "-";
const run = "+";
const item = "item";
const task = { text: "task" };
const SubtaskUnwrapError = "none";
const Date = { now: () => "never" };

/** Every name that the output uses is a name of the definition too. */
export const tasksTrack = defineTrack({
  name: "tasks",
  id: "tasks-track",
  input: z.object({ text: z.string() }),
  tasks: [
    { taskName: "tasks", inputMapper: (input) => ({ text: `${tasks} ${input.text} ${SubtaskUnwrapError}` }) },
    { taskName: "batch", inputMapper: (prev, { input }) => ({ text: `${batch} ${prev.text} ${input.text} ${Date.now()}` }) },
    { taskName: "input", inputMapper: (input, { outputs: { tasks, batch } }) => ({ text: input.text + tasks.text + batch.text }) },
    { taskName: "z", inputMapper: (z, context) => ({ text: z.text + context.input.text }) },
    { taskName: "delete" },
    { taskName: "task-run" },
    { taskName: "task_run" },
    { taskName: "runs", inputMapper: (_prev, { outputs }) => outputs["task-run"] },
    {
      taskName: "start",
      forEach: (runs) => runs.texts.map((offset) => offset + start),
      inputMapper: (runs, { index: offset }) => ({ text: `${start} ${runs} ${offset} ${run} ${item}` }),
    },
    { taskName: "task", inputMapper: (start) => ({ text: start.map(({ text: run }) => run + task.text).join() }) },
  ],
});

/** A composite track whose task would be called as a function of the SDK, and its sub-tracks as its variables. */
export const batchTrack = defineCompositeTrack({
  name: "batch",
  id: "batch-track",
  type: "composite",
  tasks: [],
  subTracks: [tasksTrack, { taskName: "runs", name: "wave1" }, { taskName: "batch" }],
  subTrackInputMappings: {
    wave1: (input) => {
      const text = input.text;
      return { text };
    },
  },
  mergeStrategy: ([tasks, runs, batch]) => {
    const wave1 = tasks.text + batch.text;
    return { wave1, runs };
  },
});

export const newOrchestrator = defineOrchestrator({
  name: "new",
  tracks: [{ track: batchTrack, name: "Input" }, { track: tasksTrack, name: "new" }],
  trackDependencies: { new: ["Input"] },
  trackInputMappings: { new: ({ Input }, input) => ({ text: Input.wave1 + input.text }) },
});
