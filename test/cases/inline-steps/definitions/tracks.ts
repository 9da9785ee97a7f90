import { setTimeout } from "node:timers/promises";
import { z } from "zod";
import { defineCompositeTrack, defineTrack } from "./registry.js";

/** Expressions stay in place; the last one is returned. */
export const searchTrack = defineTrack({
  name: "SearchTrack",
  input: z.object({ words: z.array(z.string()), limit: z.number() }),
  tasks: [
    { name: "query", transform: ({ words }) => ({ query: words.join(" ") }) },
    { taskName: "search" },
    { name: "best", transform: (found, { input }) => found.hits.slice(0, input.limit) },
    { taskName: "rank", inputMapper: (hits) => ({ hits }) },
    {
      name: "summary",
      transform: (ranked, { outputs }) => ({ first: ranked[0] ?? outputs.query.query, of: outputs.search.total }),
    },
  ],
});

/** Statements become functions; what a function takes has a type with a name. */
export const shownTrack = defineTrack({
  name: "ShownTrack",
  tasks: [
    { taskName: "search" },
    {
      name: "hits",
      transform: (found) => {
        const seen = new Set(found.hits);
        return [...seen];
      },
    },
    { name: "search count", transform: (hits, { input }) => `${hits.length} for ${input.query}` },
    { name: "pause", transform: async (title) => setTimeout(10, { title }) },
    {
      taskName: "show",
      inputMapper: (paused, { outputs: { hits } }) => {
        const title = paused.title.toUpperCase();
        return { title, hits };
      },
    },
  ],
});

/** Before the sub-tracks of a composite track. */
export const bothTrack = defineCompositeTrack({
  name: "BothTrack",
  type: "composite",
  input: z.object({ text: z.string() }),
  tasks: [{ name: "query", transform: async (input) => ({ query: await Promise.resolve(input.text) }) }],
  subTracks: [{ taskName: "search" }, { taskName: "search", name: "again" }],
});
