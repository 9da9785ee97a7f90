// @ts-nocheck: what is wrong here is for flowgen to say.
import { z } from "zod";
import { defineCompositeTrack, defineOrchestrator, defineTrack } from "./registry.js";

export const track = defineTrack({
  name: "",
  inputs: z.object({}),
  tasks: [
    { taskName: "first", inputMaper: () => ({}) },
    { task: "second" },
    { taskName: 3 },
    { taskName: "second", forEach: ["a", "b"] },
    { taskName: "second", concurrency: 2, onItemFailure: "collect" },
    { transform: () => 1 },
    "third",
  ],
});

export const composite = defineCompositeTrack({
  name: "Composite",
  type: "composit",
  tasks: [],
  subTracks: [track, { taskName: "first", nam: "x" }, 7],
  mergeStrategy: "concat",
});

export const orchestrator = defineOrchestrator({
  name: "Orchestrator",
  input: { text: z.string() },
  tracks: { first: track },
  trackDependencies: { first: "second" },
  finalTask: { taskName: "first", forEach: () => [] },
});

export const missing = defineTrack({ tasks: [{ taskName: "first" }] });
