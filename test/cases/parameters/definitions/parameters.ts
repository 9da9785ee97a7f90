import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const tasks = defineTasks({
  find: { input: z.object({ query: z.string() }), output: z.object({ hits: z.array(z.string()), next: z.string().optional() }) },
  show: { input: z.object({ lines: z.array(z.string()) }), output: z.object({ shown: z.number() }) },
});

const { defineTrack, defineCompositeTrack } = createFlow(tasks);

/** Reads what it is given as a whole. */
const describe = (...given: unknown[]) => ({ query: `${given.length} arguments` });

const showAll = (found: { hits: string[] }, context: { outputs: object }) => ({ lines: [...found.hits, ...Object.keys(context.outputs)] });

export const parametersTrack = defineTrack({
  name: "ParametersTrack",
  tasks: [
    { taskName: "find", inputMapper: describe },
    { taskName: "find", name: "again", inputMapper: ({ next = "the first page", hits: [first = "nothing", ...others] }) => ({ query: `${next} ${first} ${others.length}` }) },
    { taskName: "show", inputMapper: showAll },
    { taskName: "find", name: "context as a whole", inputMapper: (_shown, context) => ({ query: Object.keys(context).join() }) },
    { taskName: "find", name: "defaults", inputMapper: (found = { hits: ["nothing"] }, { input }) => ({ query: found.hits.join() + input.query }) },
    { taskName: "show", name: "last", inputMapper: ({ hits, ...rest }) => ({ lines: [...hits, rest.next ?? ""] }) },
  ],
});

/** Merges that read all, some and none. */
export const mergeTrack = defineCompositeTrack({
  name: "MergeTrack",
  type: "composite",
  tasks: [],
  subTracks: [parametersTrack, { taskName: "find" }, { taskName: "find", name: "other" }],
  mergeStrategy: (outputs) => outputs.length,
});

export const someTrack = defineCompositeTrack({
  name: "SomeTrack",
  type: "composite",
  tasks: [{ taskName: "find" }],
  subTracks: [{ taskName: "show" }, { taskName: "find", name: "other" }],
  subTrackInputMappings: { show: ({ hits: lines }) => ({ lines }), other: (_prev, { outputs: { find } }) => ({ query: find.next ?? "" }) },
  mergeStrategy: ([, other]) => other.hits[0],
});
