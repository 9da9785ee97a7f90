import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

const summaryTrack = defineTrack({ name: "SummaryTrack", tasks: [{ taskName: "summarize" }] });
const tagTrack = defineTrack({ name: "TagTrack", tasks: [{ taskName: "tag" }] });

/** Steps first, then two tracks and a task beside each other, then a merge. */
export const annotateTrack = defineCompositeTrack({
  name: "AnnotateTrack",
  type: "composite",
  tasks: [{ taskName: "load_document" }, { taskName: "clean_document" }],
  subTracks: [summaryTrack, tagTrack, { taskName: "translate", name: "german" }],
  subTrackInputMappings: {
    german: (document, { outputs }) => ({ ...document, text: outputs.load_document.text, to: "de" }),
  },
  mergeStrategy: ([summary, { tags }, german], { input }) => ({
    id: input.id,
    summary: summary.summary,
    tags,
    german: german.text,
  }),
});

/** No merge: the outputs by name. No steps: the input goes to all. */
export const plainComposite = defineCompositeTrack({
  name: "PlainComposite",
  type: "composite",
  tasks: [],
  subTracks: [summaryTrack, tagTrack],
});

const loadSummary = async (id: string, summary: string): Promise<string> => `${id}: ${summary}`;

/** A merge with a body of its own that awaits, around a composite track inside. */
export const nestedComposite = defineCompositeTrack({
  name: "NestedComposite",
  type: "composite",
  input: z.object({ id: z.string(), text: z.string() }),
  tasks: [],
  subTracks: [{ track: plainComposite, name: "both" }, { track: tagTrack, name: "tags again" }],
  mergeStrategy: async (outputs, { input }) => {
    const [both, again] = outputs;
    const summary = await loadSummary(input.id, both.SummaryTrack.summary);
    return { summary, tags: [...both.TagTrack.tags, ...again.tags] };
  },
});

/** A merge that is one call, and async. */
export const singleComposite = defineCompositeTrack({
  name: "SingleComposite",
  type: "composite",
  input: z.object({ id: z.string(), text: z.string() }),
  tasks: [],
  subTracks: [summaryTrack],
  mergeStrategy: async ([{ summary }], { input }) => loadSummary(input.id, summary),
});

/** Composite tracks in an orchestrator. */
export const publishOrchestrator = defineOrchestrator({
  name: "PublishOrchestrator",
  input: z.object({ id: z.string(), text: z.string() }),
  tracks: [annotateTrack, nestedComposite],
  trackDependencies: { NestedComposite: ["AnnotateTrack"] },
  trackInputMappings: {
    NestedComposite: ({ AnnotateTrack }) => ({ id: AnnotateTrack.id, text: AnnotateTrack.german }),
  },
  finalTask: { taskName: "publish", inputMapper: ({ NestedComposite: merged }) => merged },
});
