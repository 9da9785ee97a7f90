import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string() });

export const contracts = defineTasks({
  tasks: { input: text, output: text },
  batch: { input: text, output: text },
  input: { input: text, output: text },
  z: { input: text, output: text },
  runs: { input: text, output: z.object({ texts: z.array(z.string()) }) },
  start: { input: text, output: text },
  task: { input: text, output: text },
  "task-run": { input: text, output: text },
  task_run: { input: text, output: text },
  delete: { input: text, output: text },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(contracts);
