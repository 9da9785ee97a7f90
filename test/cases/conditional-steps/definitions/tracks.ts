import { z } from "zod";
import { defineCompositeTrack, defineTrack } from "./registry.js";

/** A skipped step passes on what came before it where that fits, else nothing. */
export const imageTrack = defineTrack({
  name: "ImageTrack",
  input: z.object({ url: z.string(), tagged: z.boolean(), quiet: z.boolean().default(false) }),
  tasks: [
    { taskName: "upload" },
    { taskName: "compress", when: (image) => image.bytes > 1_000_000 },
    { taskName: "tag", when: (_image, { input }) => input.tagged },
    {
      taskName: "notify",
      when: (_tags, { input }) => !input.quiet || input.tagged,
      inputMapper: (tags, { outputs }) => ({ url: outputs.compress.url, tags: tags ?? [] }),
    },
  ],
});

const isLarge = (image: { bytes: number }) => image.bytes > 1_000;

/** Steps whose result nothing reads, or that are more than one expression. */
export const partsTrack = defineTrack({
  name: "PartsTrack",
  tasks: [
    { taskName: "upload" },
    { taskName: "tag", when: isLarge },
    {
      name: "parts",
      transform: (_tags, { outputs }) => [outputs.upload, outputs.upload],
    },
    {
      taskName: "compress",
      when: (parts) => {
        const [first] = parts;
        return first !== undefined && isLarge(first);
      },
      forEach: (parts) => parts,
    },
    { name: "sizes", when: (parts) => parts.length > 1, transform: (parts) => parts.map(({ bytes }) => bytes) },
    {
      taskName: "tag",
      name: "tags",
      when: (sizes) => sizes !== undefined,
      forEach: (_sizes, { outputs }) => outputs.compress,
    },
    {
      name: "report",
      transform: (tags) => {
        if (!tags) return "nothing";
        return tags.flat().join();
      },
    },
  ],
});

/** Before sub-tracks, which take what came before it or what it made. */
export const leadTrack = defineCompositeTrack({
  name: "LeadTrack",
  type: "composite",
  tasks: [
    { taskName: "upload" },
    { taskName: "compress", when: ({ bytes }) => bytes > 10 },
    { taskName: "compress", name: "again", when: ({ bytes }) => bytes > 100 },
  ],
  subTracks: [{ taskName: "tag" }, { taskName: "compress", name: "Third" }],
});
