import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

export const tasks = defineTasks({
  "write-mail": { input: z.object({ about: z.string() }), output: z.object({ text: z.string() }) },
  "send-mail": { input: z.object({ text: z.string() }), output: z.object({ messageId: z.string() }) },
  "count-mail": { input: z.object({ since: z.string() }), output: z.object({ count: z.number() }) },
  "read-mail": { input: z.string(), output: z.string() },
  "not-here": { input: z.string(), output: z.string() },
});

const { defineTrack } = createFlow(tasks);

export const mailTrack = defineTrack({
  name: "MailTrack",
  tasks: [{ taskName: "write-mail" }, { taskName: "send-mail" }],
});
