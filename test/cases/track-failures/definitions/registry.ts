import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

/** What every task takes and gives; one that is named in `failing` fails. */
const input = z.object({ text: z.string(), failing: z.array(z.string()) });
const output = z.object({ text: z.string() });

export const tasks = defineTasks({
  fetch: { input, output },
  speak: { input, output },
  caption: { input, output },
  translate: { input, output },
  publish: { input, output },
});

export const { defineTrack, defineOrchestrator } = createFlow(tasks);

export const flowInput = input;
