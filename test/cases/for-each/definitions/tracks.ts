import { z } from "zod";
import { defineTrack } from "./registry.js";

/** Items as they are, a list that is computed, and a result that nothing reads. */
export const indexTrack = defineTrack({
  name: "IndexTrack",
  tasks: [
    { taskName: "crawl" },
    { taskName: "fetch_page", forEach: (crawled) => crawled.pages },
    { taskName: "ping", forEach: (pages) => pages.filter(({ html }) => html !== "").map(({ url }) => url) },
    {
      taskName: "index_site",
      inputMapper: (_pings, { outputs }) => ({ documents: outputs.fetch_page.map((one) => one.html) }),
    },
  ],
});

/** Ends with a list. */
export const pingTrack = defineTrack({
  name: "PingTrack",
  input: z.object({ sites: z.array(z.string()), paths: z.array(z.string()) }),
  tasks: [
    {
      taskName: "ping",
      forEach: ({ sites, paths }) => {
        const hosts = sites.map((site) => `https://${site}`);
        return hosts.flatMap((host) => paths.map((path) => `${host}/${path}`));
      },
    },
  ],
});

/** A list of the input, with a block body that needs the type of its items. */
export const depthTrack = defineTrack({
  name: "DepthTrack",
  input: z.object({ pages: z.array(z.object({ url: z.string() })), depth: z.number(), limit: z.number() }),
  tasks: [
    {
      taskName: "fetch_page",
      name: "top pages",
      forEach: (input) => input.pages,
      inputMapper: (page, { index, input }) => {
        const depth = input.depth + index;
        return { url: page.url, depth };
      },
    },
    {
      taskName: "fetch_page",
      name: "again",
      forEach: (pages, { input }) => pages.slice(0, input.limit),
      inputMapper: (page, { index }) => {
        if (index > 10) return { url: page.url, depth: 0 };
        return { url: `${page.url}#${page.html.length}`, depth: 1 };
      },
    },
    {
      taskName: "fetch_page",
      name: "same page",
      forEach: () => [1, 2, 3],
      inputMapper: () => ({ url: "https://example.com", depth: 0 }),
    },
  ],
});
