import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string() });
const contract = { input: text, output: text };

const tasks = defineTasks({
  'double "quotes"': contract,
  "single 'quotes'": contract,
  "`backticks` and ${expressions}": contract,
  "*/ end of comment /*": contract,
  "new\nline": contract,
  "line\u2028separator": contract,
  "back\\slash": contract,
  "emoji 🎬": contract,
  "<script>": contract,
  class: contract,
  await: contract,
  "日本語": contract,
  "1st": contract,
  "!!!": contract,
  "???": contract,
  "a.b": contract,
  "a-b": contract,
  string: contract,
  Task: contract,
  "$&": contract,
  "ends with $": contract,
});

const { defineTrack, defineCompositeTrack } = createFlow(tasks);

export const hostileTrack = defineTrack({
  name: "HostileTrack",
  tasks: [
    { taskName: 'double "quotes"' },
    { taskName: "single 'quotes'" },
    { taskName: "`backticks` and ${expressions}" },
    { taskName: "*/ end of comment /*" },
    { taskName: "new\nline" },
    { taskName: "line\u2028separator" },
    { taskName: "back\\slash" },
    { taskName: "emoji 🎬" },
    { taskName: "<script>" },
    { taskName: "class" },
    { taskName: "await" },
    { taskName: "日本語" },
    { taskName: "1st" },
    { taskName: "!!!" },
    { taskName: "???" },
    { taskName: "a.b" },
    { taskName: "a-b" },
    { taskName: "string" },
    { taskName: "Task" },
    { taskName: "$&" },
    {
      taskName: "ends with $",
      inputMapper: (last, { outputs }) => ({
        text: last.text + outputs['double "quotes"'].text + outputs["new\nline"].text + outputs["line\u2028separator"].text + outputs["!!!"].text + outputs["???"].text,
      }),
    },
  ],
});

export const hostileItems = defineTrack({
  name: "HostileItems",
  input: z.object({ texts: z.array(text) }),
  tasks: [
    { taskName: "`backticks` and ${expressions}", forEach: ({ texts }) => texts },
    { taskName: "ends with $", forEach: (texts) => texts },
    { taskName: "new\nline", forEach: (texts) => texts },
    { taskName: "*/ end of comment /*", forEach: (texts) => texts },
  ],
});

export const hostileComposite = defineCompositeTrack({
  name: "HostileComposite",
  type: "composite",
  tasks: [],
  subTracks: [
    { taskName: 'double "quotes"' },
    { taskName: "*/ end of comment /*" },
    { taskName: "new\nline" },
    { taskName: "`backticks` and ${expressions}" },
    { taskName: "class" },
    { taskName: "!!!" },
    { taskName: "???" },
  ],
});
