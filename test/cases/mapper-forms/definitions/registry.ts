import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string(), language: z.string() });

export const tasks = defineTasks({
  read_text: { input: z.object({ path: z.string() }), output: z.object({ text: z.string(), lines: z.array(z.string()) }) },
  translate: { input: text.extend({ to: z.string() }), output: text },
  number_line: { input: z.object({ line: z.string(), number: z.number() }), output: z.object({ line: z.string() }) },
  join_lines: { input: z.object({ lines: z.array(z.string()), title: z.string() }), output: text },
});

export const { defineTrack } = createFlow(tasks);
