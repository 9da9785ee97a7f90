import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(
  defineTasks({
    list_pages: { input: z.object({ site: z.string() }), output: z.object({ urls: z.array(z.string()) }) },
    fetch_page: { input: z.object({ url: z.string() }), output: z.object({ text: z.string() }) },
    find_logo: { input: z.object({ site: z.string() }), output: z.object({ logo: z.string() }) },
    check_mail: { input: z.object({ site: z.string() }), output: z.object({ mail: z.string() }) },
    report: { input: z.object({ lines: z.array(z.string()) }), output: z.object({ text: z.string() }) },
  }),
);
