import type { ScheduleMode } from "../ir/flow.js";
import type { ParentPlan } from "../ir/plan.js";
import { falseWaits } from "../plan/false-waits.js";
import { addedRuns, depthOf } from "../plan/open-runs.js";
import type { ScheduledDefinition } from "../plan/schedule-graph.js";
import { type Expectation, expectationOf } from "./expectation.js";
import { planTree, type PlanTree } from "./plan-tree.js";

/** The plan of one graph, and what it takes. */
export interface Explanation {
  readonly name: string;
  readonly id: string;
  readonly kind: "composite" | "orchestrator";
  readonly schedule: ScheduleMode;
  readonly tracks: number;
  readonly plan: PlanTree;
  /** Runs of regions, beside those of the tracks. */
  readonly addedRuns: number;
  /** The most runs that can be open at once, with that of the definition itself and those inside its tracks. */
  readonly mostOpen: number;
  /** How many runs of regions and tracks stand inside each other. */
  readonly depth: number;
  /** Tracks that wait for a track that they do not need. */
  readonly falseWaits: readonly string[];
  /** Where durations were given. */
  readonly expected?: Expectation;
}

export interface Timing {
  readonly durations: Readonly<Record<string, number>>;
  readonly overhead: number;
}

interface Explained {
  readonly parent: ParentPlan;
  readonly scheduled: ScheduledDefinition;
  readonly mostOpen: number;
  readonly timing: Timing | undefined;
}

export function explain({ parent, scheduled, mostOpen, timing }: Explained): Explanation | undefined {
  const { order, part, mode } = scheduled;
  if (parent.kind === "track" || !parent.schedule) return undefined;
  const names = parent.nodes.map(({ name }) => name);
  return {
    name: parent.name,
    id: parent.id,
    kind: parent.kind,
    schedule: mode,
    tracks: names.length,
    plan: planTree(parent.schedule, mode),
    addedRuns: addedRuns(part),
    mostOpen,
    depth: depthOf(part),
    falseWaits: falseWaits(part, order).map((node) => names[node] ?? ""),
    ...(timing && { expected: expectationOf({ order, part, names, ...timing }) }),
  };
}
