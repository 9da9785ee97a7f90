import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const image = z.object({ url: z.string(), bytes: z.number() });

export const tasks = defineTasks({
  upload: { input: z.object({ url: z.string() }), output: image },
  compress: { input: image, output: image },
  tag: { input: image, output: z.array(z.string()) },
  notify: { input: z.object({ url: z.string(), tags: z.array(z.string()) }), output: z.object({ sent: z.boolean() }) },
});

export const { defineTrack, defineCompositeTrack } = createFlow(tasks);
