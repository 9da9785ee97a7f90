import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string() });
const contract = { input: text, output: text };

// Trigger.dev takes an idempotency key of 64 characters for a hash: no key may have that length.
const tasks = defineTasks({
  "a-task-id-of-63-characters-------------------------------------": contract,
  "a-task-id-of-64-characters--------------------------------------": contract,
  "a-task-id-of-65-characters---------------------------------------": contract,
  step: contract,
});

const { defineTrack, defineOrchestrator } = createFlow(tasks);

export const longTrack = defineTrack({
  name: "LongTrack",
  input: z.object({ texts: z.array(text) }),
  tasks: [
    { taskName: "step", name: "a step name of 64 characters -----------------------------------", inputMapper: ({ texts }) => ({ text: `${texts.length}` }) },
    { taskName: "step", name: "a step name of 62 characters ---------------------------------", forEach: (_prev, { input }) => input.texts },
    { taskName: "step", name: "a step name of 57 characters ----------------------------", forEach: (texts) => texts },
    { taskName: "step", name: "a step name of 55 characters --------------------------", forEach: (texts) => texts },
    { taskName: "step", name: "a step name of 63 characters ----------------------------------", forEach: (texts) => texts },
    { taskName: "a-task-id-of-64-characters--------------------------------------", forEach: (texts) => texts },
  ],
});

export const longOrchestrator = defineOrchestrator({
  name: "LongOrchestrator",
  tracks: [
    { taskName: "a-task-id-of-63-characters-------------------------------------" },
    { taskName: "a-task-id-of-64-characters--------------------------------------" },
    { taskName: "a-task-id-of-65-characters---------------------------------------" },
  ],
});

/** A name of 64 characters is a name like any other. */
export const exactly64 = defineTrack({
  name: "A track whose name has sixty four characters and none besides xy",
  tasks: [{ taskName: "step" }],
});
