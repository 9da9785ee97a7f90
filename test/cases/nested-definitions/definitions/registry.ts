import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  list_pages: { input: z.object({ site: z.string() }), output: z.object({ urls: z.array(z.string()) }) },
  fetch_page: { input: z.object({ url: z.string() }), output: z.object({ html: z.string() }) },
  check_links: { input: z.object({ html: z.string() }), output: z.object({ broken: z.number() }) },
  report: { input: z.object({ broken: z.number(), failed: z.array(z.string()) }), output: z.string() },
});

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
