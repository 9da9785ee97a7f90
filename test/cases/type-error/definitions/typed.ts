import { z } from "zod";
import { defineOrchestrator, defineTrack } from "./registry.js";

export const track = defineTrack({
  name: "Track",
  input: z.object({ text: z.string() }),
  tasks: [
    { taskName: "first", inputMapper: (input) => ({ text: input.txt }) },
    { taskName: "third" },
    { taskName: "second", inputMapper: (prev) => ({ text: prev.texts }) },
  ],
});

// Once, at the pattern, and not again where the name is used.
export const taken = defineTrack({
  name: "Taken",
  tasks: [{ taskName: "third" }, { taskName: "second", inputMapper: ({ text }) => ({ text: `${text}!` }) }],
});

export const orchestrator = defineOrchestrator({
  name: "Orchestrator",
  tracks: [track],
  output: (outputs) => outputs.Track.text.length,
});

const unused: number = "text";
