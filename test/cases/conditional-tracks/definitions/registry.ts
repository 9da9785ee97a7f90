import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const input = z.object({ text: z.string(), wanted: z.array(z.string()) });
const output = z.object({ text: z.string() });

export const tasks = defineTasks({
  load: { input, output },
  speak: { input, output },
  caption: { input, output },
  publish: { input, output },
});

export const { defineTrack, defineOrchestrator } = createFlow(tasks);

/** What runs is named in `wanted`; what fails is not to be found in any page. */
export const pageInput = input;
