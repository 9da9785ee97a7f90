// @ts-nocheck: the types refuse some of this too.
import { defineOrchestrator, flowInput } from "./registry.js";

const mapping = (_outputs: unknown, input: { text: string; failing: string[] }) => input;

/** What is said has no effect, or cannot be. */
export const effects = defineOrchestrator({
  name: "Effects",
  input: flowInput,
  tracks: [
    { taskName: "fetch", onTrackFailure: "continue", fallback: () => null },
    { taskName: "speak" },
    { taskName: "caption", onTrackFailure: "continue" },
    { taskName: "publish", when: (outputs) => outputs.fetch !== outputs.spek, fallback: (_, { outputs }) => outputs.caption },
  ],
  trackDependencies: {
    caption: [{ settled: "speak" }, { settled: "fetch" }],
    publish: [{ settled: "speak" }, { settled: "spek" }],
    translate: ["caption"],
  },
  trackInputMappings: { caption: mapping, publish: mapping },
  finalTask: { taskName: "translate", when: (outputs) => outputs.publisch !== undefined, inputMapper: mapping },
});

/** The same node in two ways. */
export const twice = defineOrchestrator({
  name: "Twice",
  input: flowInput,
  onTrackFailure: "continue",
  tracks: [{ taskName: "fetch" }, { taskName: "speak" }],
  trackDependencies: { speak: ["fetch", { settled: "fetch" }] },
  trackInputMappings: { speak: mapping },
});
