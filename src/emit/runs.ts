import { type Code, joinCode } from "../ir/code.js";
import type { NodePlan, Pulled, RegionPlan, TaskRef } from "../ir/plan.js";
import type { Frame } from "./frame.js";
import type { HoleValues } from "./fill.js";
import { taskType } from "./types.js";

/** A comment does not list more than this. */
const MOST_LISTED = 12;

/** What runs together, for a comment. */
export function labelsOf(runs: readonly (NodePlan | RegionPlan)[]): string {
  if (runs.length > MOST_LISTED) return `${runs.length} runs`;
  return runs.map((run) => (run.kind === "node" ? run.name : run.label)).join(", ");
}

export const tasksOf = (tasks: readonly TaskRef[]): Code =>
  joinCode(tasks.filter((task, index) => tasks.findIndex(({ id }) => id === task.id) === index).map(taskType), " | ");

/** The holes for what a region gave: its outputs that are read, or only that nothing failed. */
export function regionHoles(pulled: readonly Pulled[], { file: { locals } }: Frame): HoleValues {
  const runOf = ({ region }: Pulled): HoleValues => ({ $run: [locals.ofRegion(region.name)] });
  return {
    regions: pulled
      .filter(({ reads }) => reads.length > 0)
      .map((one) => ({
        ...runOf(one),
        $outputs: joinCode(
          one.reads.map((name): Code => [{ kind: "shorthand", key: name, value: [locals.ofNode(name)] }]),
          ", ",
        ),
      })),
    unread: pulled.filter(({ reads }) => reads.length === 0).map(runOf),
  };
}

/** The outputs that regions gave are known from here on. */
export function addOutputs(pulled: readonly Pulled[], { file, outputs }: Frame): void {
  for (const name of pulled.flatMap(({ reads }) => reads)) {
    outputs.set(name, { code: [file.locals.ofNode(name)], type: file.types.get(name) ?? [] });
  }
}
