import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string() });

export const tasks = defineTasks({
  fetch_page: { input: z.object({ url: z.string() }), output: z.object({ html: z.string(), title: z.string() }) },
  summarize: { input: z.object({ html: z.string() }), output: text },
  translate: { input: z.object({ text: z.string(), to: z.string() }), output: text },
  record_speech: { input: text, output: z.object({ audioUrl: z.string() }) },
  draw_picture: { input: text, output: z.object({ pictureUrl: z.string() }) },
  publish: { input: z.object({ parts: z.array(z.string()) }), output: z.object({ url: z.string() }) },
});
export const { defineCompositeTrack, defineOrchestrator, defineTrack } = createFlow(tasks);

export const pageTrack = defineTrack({ name: "PageTrack", tasks: [{ taskName: "fetch_page" }] });
export const summaryTrack = defineTrack({ name: "SummaryTrack", tasks: [{ taskName: "summarize" }] });
export const germanTrack = defineTrack({
  name: "GermanTrack",
  input: z.object({ text: z.string() }),
  tasks: [{ taskName: "translate", inputMapper: ({ text }) => ({ text, to: "de" }) }],
});
export const speechTrack = defineTrack({ name: "SpeechTrack", tasks: [{ taskName: "record_speech" }] });
export const pictureTrack = defineTrack({ name: "PictureTrack", tasks: [{ taskName: "draw_picture" }] });
