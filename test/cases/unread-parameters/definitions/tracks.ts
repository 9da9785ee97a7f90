import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string() });

export const tasks = defineTasks({ trim: { input: text, output: text } });

const { defineTrack } = createFlow(tasks);

export const unreadTrack = defineTrack({
  name: "UnreadTrack",
  tasks: [
    { taskName: "trim" },
    {
      taskName: "trim",
      name: "context",
      inputMapper: (prev, { input: _input }) => {
        const text = prev.text.trim();
        return { text };
      },
    },
    {
      taskName: "trim",
      name: "nothing",
      inputMapper: (_prev) => {
        const text = "nothing of it";
        return { text };
      },
    },
    {
      taskName: "trim",
      name: "outputs",
      inputMapper: (_prev, { input, outputs: { context: _context } }) => {
        const text = input.text;
        return { text };
      },
    },
  ],
});
