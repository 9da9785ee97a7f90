import type { NodePlan, RegionPlan, Schedule } from "../ir/plan.js";

/** A schedule as people and programs read it. */
export type PlanTree =
  | {
      readonly kind: "track";
      readonly name: string;
      /** What may become of it beside that it completes or ends the flow. */
      readonly may?: readonly ("be skipped" | "fail")[];
    }
  | { readonly kind: "series" | "wave" | "pull"; readonly why: string; readonly parts: readonly PlanTree[] }
  | {
      readonly kind: "region";
      /** The id of its task. */
      readonly id: string;
      readonly tracks: string;
      /** The ids of the regions that it pulls. */
      readonly pulls: readonly string[];
      readonly part: PlanTree;
    };

export function planTree(schedule: Schedule, mode: "eager" | "waves"): PlanTree {
  const regionTree = ({ task, label, pulls, schedule: inner }: RegionPlan): PlanTree => ({
    kind: "region",
    id: task.id,
    tracks: label,
    pulls: pulls.map(({ region }) => region.task.id),
    part: planTree(inner, mode),
  });
  switch (schedule.kind) {
    case "run":
      return trackTree(schedule.node);
    case "series":
      return { kind: "series", why: why("series", mode), parts: schedule.parts.map((one) => planTree(one, mode)) };
    case "wave":
      return {
        kind: "wave",
        why: why("wave", mode),
        parts: schedule.runs.map((run) => (run.kind === "node" ? trackTree(run) : regionTree(run))),
      };
    case "pull":
      return { kind: "pull", why: why("pull", mode), parts: schedule.regions.map(regionTree) };
  }
}

function trackTree({ name, standing }: NodePlan): PlanTree {
  const may = [
    ...(standing && (standing.when || standing.guards.length > 0) ? (["be skipped"] as const) : []),
    ...(standing?.failure === "continue" ? (["fail"] as const) : []),
  ];
  return { kind: "track", name, ...(may.length > 0 && { may }) };
}

function why(kind: "series" | "wave" | "pull", mode: "eager" | "waves"): string {
  if (mode === "waves")
    return kind === "series" ? "waves were asked for: each begins when the last has ended" : "a level";
  switch (kind) {
    case "series":
      return "everything of one needs everything of the one before";
    case "wave":
      return "nothing of one needs anything of another";
    case "pull":
      return "neither in series nor parallel: each waits for what it needs by attaching to its run";
  }
}
