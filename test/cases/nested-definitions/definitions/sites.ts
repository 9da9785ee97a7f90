import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const pageTrack = defineTrack({ name: "PageTrack", tasks: [{ taskName: "fetch_page" }, { taskName: "check_links" }] });

/** A track per page, ten at a time; a page that fails is part of the report. */
export const siteTrack = defineTrack({
  name: "SiteTrack",
  tasks: [
    { taskName: "list_pages" },
    {
      track: pageTrack,
      name: "pages",
      forEach: ({ urls }) => urls,
      concurrency: 10,
      onItemFailure: "collect",
      inputMapper: (url) => ({ url }),
    },
    {
      taskName: "report",
      inputMapper: (pages) => ({
        broken: pages.reduce((sum, page) => sum + (page.status === "completed" ? page.output.broken : 0), 0),
        failed: pages.flatMap((page) => (page.status === "failed" ? [page.error.message] : [])),
      }),
    },
  ],
});

/** Failures of items that nothing reads; a function that takes what was collected. */
export const warmTrack = defineTrack({
  name: "WarmTrack",
  input: z.object({ urls: z.array(z.string()) }),
  tasks: [
    { taskName: "fetch_page", forEach: ({ urls }) => urls.map((url) => ({ url })), onItemFailure: "collect" },
    {
      track: pageTrack,
      forEach: (_pages, { input }) => input.urls,
      inputMapper: (url) => ({ url }),
      onItemFailure: "collect",
      concurrency: 5,
    },
    {
      name: "count",
      transform: (pages) => {
        const done = pages.filter(({ status }) => status === "completed");
        return { broken: done.length, failed: [] };
      },
    },
    { taskName: "report" },
  ],
});

const sitesOrchestrator = defineOrchestrator({
  name: "SitesOrchestrator",
  input: z.object({ site: z.string(), other: z.string() }),
  tracks: [
    { track: siteTrack, name: "Site" },
    { track: siteTrack, name: "Other" },
  ],
  trackInputMappings: { Site: (_, { site }) => ({ site }), Other: (_, { other }) => ({ site: other }) },
});

const bothTrack = defineCompositeTrack({
  name: "BothTrack",
  type: "composite",
  tasks: [],
  subTracks: [siteTrack, { track: sitesOrchestrator, name: "Pair" }],
});

/** Composite track and orchestrator as steps. */
export const deepTrack = defineTrack({
  name: "DeepTrack",
  tasks: [
    { track: bothTrack },
    { track: sitesOrchestrator, inputMapper: (both, { input }) => ({ site: both.SiteTrack, other: input.other }) },
  ],
});

/** An orchestrator in an orchestrator. */
export const everything = defineOrchestrator({
  name: "Everything",
  tracks: [sitesOrchestrator, { track: sitesOrchestrator, name: "Second" }, deepTrack],
  trackDependencies: { Second: ["SitesOrchestrator"], DeepTrack: ["Second"] },
  trackInputMappings: {
    Second: ({ SitesOrchestrator }) => ({ site: SitesOrchestrator.Site, other: "" }),
    DeepTrack: ({ Second }) => ({ site: Second.Site, other: Second.Other }),
  },
});
