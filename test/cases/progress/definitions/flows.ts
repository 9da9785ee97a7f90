import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const Site = z.object({ site: z.string() });

/** Counts its pages, two by two: what fails is left out. */
export const pagesTrack = defineTrack({
  name: "PagesTrack",
  input: Site,
  tasks: [
    { taskName: "list_pages" },
    {
      taskName: "fetch_page",
      forEach: (pages) => pages.urls,
      inputMapper: (url) => ({ url }),
      concurrency: 2,
      onItemFailure: "collect",
    },
    {
      name: "join",
      transform: (pages) => pages.flatMap((page) => (page.status === "completed" ? [page.output.text] : [])),
    },
  ],
});

/** Nobody reads its pages. */
export const warmTrack = defineTrack({
  name: "WarmTrack",
  input: Site,
  tasks: [
    { taskName: "list_pages" },
    {
      taskName: "fetch_page",
      forEach: (pages) => pages.urls,
      inputMapper: (url) => ({ url }),
      onItemFailure: "collect",
    },
    { taskName: "find_logo", inputMapper: (_, { input }) => input },
  ],
});

export const lookTrack = defineCompositeTrack({
  name: "LookTrack",
  type: "composite",
  input: Site,
  tasks: [],
  subTracks: [{ taskName: "find_logo" }, { taskName: "check_mail" }],
  mergeStrategy: ([logo, mail]) => `${logo.logo} ${mail.mail}`,
});

/** A graph of two lanes: each is a region of its own. */
export const siteOrchestrator = defineOrchestrator({
  name: "SiteOrchestrator",
  input: Site,
  progress: true,
  tracks: [pagesTrack, { taskName: "check_mail", name: "Mail" }, { taskName: "find_logo", name: "Logo" }, lookTrack],
  trackDependencies: { Mail: ["PagesTrack"], LookTrack: ["Logo"] },
  trackInputMappings: { Mail: (_, input) => input, LookTrack: (_, input) => input },
  finalTask: {
    taskName: "report",
    inputMapper: (outputs) => ({ lines: [...outputs.PagesTrack, outputs.Mail.mail, outputs.LookTrack] }),
  },
});

/** Runs the same orchestrator twice, and one node after the other. */
export const sitesOrchestrator = defineOrchestrator({
  name: "SitesOrchestrator",
  input: z.object({ site: z.string(), other: z.string() }),
  progress: true,
  tracks: [
    warmTrack,
    { track: siteOrchestrator, name: "Site" },
    { track: siteOrchestrator, name: "Other site" },
    { taskName: "report", name: "Last" },
  ],
  trackDependencies: { Site: ["WarmTrack"], "Other site": ["WarmTrack"], Last: ["Site", "Other site"] },
  trackInputMappings: {
    Site: (_, input) => ({ site: input.site }),
    "Other site": (_, input) => ({ site: input.other }),
    Last: (outputs) => ({ lines: [outputs.Site.text, outputs["Other site"].text] }),
  },
  output: (outputs) => outputs.Last.text,
});

/** Shows no progress: the tracks in it say nothing there. */
export const quietOrchestrator = defineOrchestrator({
  name: "QuietOrchestrator",
  input: Site,
  tracks: [pagesTrack, { track: siteOrchestrator, name: "Site" }],
  output: (outputs) => `${outputs.PagesTrack.length} ${outputs.Site.text}`,
});

/** Neither lanes nor waves: its regions pull each other. */
export const pullOrchestrator = defineOrchestrator({
  name: "PullOrchestrator",
  input: Site,
  progress: true,
  tracks: [
    { taskName: "find_logo", name: "A" },
    { taskName: "check_mail", name: "B" },
    { taskName: "find_logo", name: "C" },
    { taskName: "check_mail", name: "D" },
  ],
  trackDependencies: { C: ["A"], D: ["A", "B"] },
  trackInputMappings: { C: (outputs) => ({ site: outputs.A.logo }), D: (outputs) => ({ site: outputs.B.mail }) },
  output: (outputs) => `${outputs.C.logo} ${outputs.D.mail}`,
});

/** One of its nodes cannot be told where it stands: its metadata are its own. */
export const pullsOrchestrator = defineOrchestrator({
  name: "PullsOrchestrator",
  input: Site,
  progress: true,
  tracks: [
    { track: pullOrchestrator, name: "Told" },
    { track: pullOrchestrator, name: "Own" },
  ],
  trackOptions: { Told: { tags: ["told"] }, Own: { metadata: { from: "pulls" } } },
});
