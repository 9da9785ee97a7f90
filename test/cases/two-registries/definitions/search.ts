import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const contracts = defineTasks({
  rank: { input: z.object({ hits: z.array(z.string()) }), output: z.object({ best: z.string().nullable() }) },
});

const contractFirst = createFlow(contracts);
const taskFirst = createFlow<typeof import("../tasks/search.js")>();

export const searchTrack = taskFirst.defineTrack({ name: "SearchTrack", tasks: [{ taskName: "search" }] });

export const rankTrack = contractFirst.defineTrack({ name: "RankTrack", tasks: [{ taskName: "rank" }] });

export const findOrchestrator = contractFirst.defineOrchestrator({
  name: "FindOrchestrator",
  tracks: [searchTrack, rankTrack],
  trackDependencies: { RankTrack: ["SearchTrack"] },
  trackInputMappings: { RankTrack: (outputs) => ({ hits: outputs.SearchTrack.hits }) },
  output: ({ RankTrack }) => RankTrack.best,
});
