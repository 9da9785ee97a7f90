import type { Part } from "../ir/part.js";
import type { Order } from "../plan/order.js";
import { criticalPath, simulate } from "../plan/simulate.js";
import { wavesOf } from "../plan/waves.js";

/** Eager schedules have more runs: where that costs more than this share of the time, waves are the better choice. */
const TOLERANCE = 0.02;

/** What is to be expected of a schedule, in seconds, where every run finds a slot. */
export interface Expectation {
  readonly criticalPath: { readonly seconds: number; readonly tracks: readonly string[] };
  /** From the trigger of a run to its start, and from the end of a wait until the run goes on. */
  readonly overhead: number;
  readonly plan: number;
  readonly waves: number;
  /** Tracks for which no duration was given; they count as 0. */
  readonly unknown: readonly string[];
  /** What to do, where waves are the better choice. */
  readonly advice: string | undefined;
}

interface Expected {
  readonly order: Order;
  readonly part: Part;
  readonly names: readonly string[];
  /** Seconds by the name of the track. */
  readonly durations: Readonly<Record<string, number>>;
  readonly overhead: number;
}

export function expectationOf({ order, part, names, durations, overhead }: Expected): Expectation {
  const durationOf = (node: number): number => durations[names[node] ?? ""] ?? 0;
  const costs = { durationOf, perRun: overhead, perResume: overhead };
  const critical = criticalPath(order.needs, (node) => durationOf(order.given[node] ?? node));
  const plan = simulate(part, costs).makespan;
  const waves = simulate(wavesOf(order), costs).makespan;
  const share = Math.round((plan / waves - 1) * 100);
  return {
    criticalPath: {
      seconds: critical.length,
      tracks: critical.nodes.map((node) => names[order.given[node] ?? node] ?? ""),
    },
    overhead,
    plan,
    waves,
    unknown: names.filter((name) => durations[name] === undefined),
    advice:
      plan > waves * (1 + TOLERANCE)
        ? `With these durations and ${overhead} s for every start and resume, waves are ${share} % faster: set \`schedule: "waves"\`.`
        : undefined,
  };
}
