import { z } from "zod";
import { trimmed } from "../lib/text.js";
import { defineTrack } from "./registry.js";

/** Nothing of what is generated would fail to compile: a promise would be sent on. */
export const sentOn = defineTrack({
  name: "SentOn",
  tasks: [
    { taskName: "read" },
    { name: "text", transform: (page) => trimmed(page) },
    { taskName: "echo", inputMapper: (text) => ({ text }) },
    { name: "length", transform: (_echo, { outputs }) => (outputs.text === "" ? 0 : trimmed(outputs.read).then((text) => text.length)) },
    { name: "sum", transform: (length, { outputs }) => length + outputs.text.length },
  ],
});

export const byName = defineTrack({
  name: "ByName",
  input: z.object({ text: z.string() }),
  tasks: [
    { name: "text", transform: trimmed },
    { taskName: "read", inputMapper: (text) => ({ text }), fallback: () => Promise.resolve({ text: "" }) },
    { name: "fine", transform: async ({ text }) => trimmed({ text }) },
  ],
});
