import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const document = z.object({ id: z.string(), text: z.string() });

export const tasks = defineTasks({
  load_document: { input: z.object({ id: z.string() }), output: document },
  clean_document: { input: document, output: document.extend({ words: z.number() }) },
  summarize: { input: document, output: z.object({ summary: z.string() }) },
  tag: { input: document, output: z.object({ tags: z.array(z.string()) }) },
  translate: { input: document.extend({ to: z.string() }), output: document },
  publish: { input: z.object({ summary: z.string(), tags: z.array(z.string()) }), output: z.object({ url: z.string() }) },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
