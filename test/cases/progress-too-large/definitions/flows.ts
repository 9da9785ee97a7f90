import { z } from "zod";
import { defineOrchestrator } from "./registry.js";

const long = "a site with a name that says it all ".repeat(200);

export const inner = defineOrchestrator({
  name: "Inner",
  input: z.object({ site: z.string() }),
  progress: true,
  tracks: Array.from({ length: 10 }, (_, index) => ({ taskName: "find_logo" as const, name: `${long}${index}` })),
});

/** Each of the two fits, both do not. */
export const outer = defineOrchestrator({
  name: "Outer",
  progress: true,
  tracks: [
    { track: inner, name: "One" },
    { track: inner, name: "Other" },
  ],
});
