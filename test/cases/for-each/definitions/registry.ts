import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const page = z.object({ url: z.string(), depth: z.number() });

export const tasks = defineTasks({
  crawl: { input: z.object({ site: z.string() }), output: z.object({ pages: z.array(page), site: z.string() }) },
  fetch_page: { input: page, output: z.object({ url: z.string(), html: z.string() }) },
  ping: { input: z.string(), output: z.boolean() },
  index_site: { input: z.object({ documents: z.array(z.string()) }), output: z.object({ size: z.number() }) },
});

export const { defineTrack } = createFlow(tasks);
