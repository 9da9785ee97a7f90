import { z } from "zod";
import { defineTrack } from "./registry.js";

const readTrack = defineTrack({ name: "ReadTrack", tasks: [{ taskName: "read" }] });
const publishTrack = defineTrack({ name: "PublishTrack", tasks: [{ taskName: "publish" }] });
const input = z.object({ path: z.string(), kind: z.enum(["old", "new"]), level: z.union([z.literal(1), z.literal(2)]) });

export const neverChosen = defineTrack({
  name: "NeverChosen",
  input,
  tasks: [
    {
      name: "word",
      branch: { on: ({ kind }) => kind, cases: { old: readTrack, new: readTrack, middle: readTrack } },
    },
    {
      name: "number",
      branch: {
        on: (_, { input }) => input.level,
        cases: {
          1: { track: publishTrack, inputMapper: ({ text }) => ({ text }) },
          2: publishTrack,
          "3": publishTrack,
        },
      },
    },
  ],
});

export const notCovered = defineTrack({
  name: "NotCovered",
  input,
  tasks: [{ name: "word", branch: { on: ({ kind }) => kind, cases: { old: readTrack } } }],
});

export const needsMapper = defineTrack({
  name: "NeedsMapper",
  input,
  tasks: [{ name: "word", branch: { on: ({ kind }) => kind, cases: { old: readTrack, new: publishTrack } } }],
});
