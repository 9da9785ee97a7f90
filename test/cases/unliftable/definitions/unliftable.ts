import { z } from "zod";
import * as flowgen from "flowgen";
import { type TrackDefinition, defineConfig } from "flowgen";
import { defineTrack } from "./registry.js";

let counter = 0;
counter += 1;

/** A function and an instance of a class, captured. */
function capturing(format: (text: string) => string, since: Date) {
  let calls = 0;
  calls++;
  type Text = { text: string };
  return defineTrack({
    name: "Capturing",
    tasks: [
      { taskName: "first", inputMapper: (input) => ({ text: format(input.text) }) },
      { taskName: "second", inputMapper: (prev) => ({ text: `${prev.text} ${since.getTime()}` }) },
      { taskName: "first", name: "calls", inputMapper: (prev) => ({ text: `${prev.text} ${calls}` }) },
      { taskName: "first", name: "typed", inputMapper: (prev): Text => ({ text: prev.text }) },
    ],
  });
}

capturing((text) => text.trim(), new Date(0));

export const unliftable: TrackDefinition = {
  name: "Unliftable",
  input: z.object({ text: z.string() }),
  tasks: [
    { taskName: "first", name: "mutable", inputMapper: (input) => ({ text: `${input.text} ${counter}` }) },
    { taskName: "first", name: "this", inputMapper(input) { return { text: `${input.text} ${this.name}` }; } },
    { taskName: "first", name: "flowgen", inputMapper: (input) => ({ text: `${input.text} ${defineConfig({}).output}` }) },
    { taskName: "first", name: "namespace", inputMapper: (input) => ({ text: `${input.text} ${String(flowgen)}` }) },
    { taskName: "first", name: "meta", inputMapper: (input) => ({ text: `${input.text} ${import.meta.url}` }) },
    { taskName: "first", name: "dynamic", inputMapper: (input) => ({ text: `${input.text} ${String(import("node:os"))}` }) },
    { taskName: "first", name: "bound", inputMapper: String.prototype.concat.bind("x") },
    { taskName: "first", name: "generator", *inputMapper(input) { yield input.text; } },
    { taskName: "first", name: "async", inputMapper: async (input) => ({ text: await Promise.resolve(input.text) }) },
    { taskName: "first", name: "later", options: async () => ({}) },
    { taskName: "first", name: "rest", inputMapper: (...given) => ({ text: String(given) }) },
  ],
};
