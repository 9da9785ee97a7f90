import type { Part } from "../ir/part.js";

/** How long things take, in seconds. */
export interface Costs {
  /** By the node's number. */
  readonly durationOf: (node: number) => number;
  /** From the trigger of a run to its start. */
  readonly perRun: number;
  /** From the end of what a run waits for until it goes on. */
  readonly perResume: number;
}

export interface Simulated {
  /** When the graph has ended. It begins at 0. */
  readonly makespan: number;
  /** When each node began to run, by number. */
  readonly starts: ReadonlyMap<number, number>;
}

/**
 * Runs a schedule on paper, with a slot for everything. Follows the generated code: what is awaited costs a resume, what
 * is triggered costs a run, and a region is a run that waits as well.
 */
export function simulate(part: Part, { durationOf, perRun, perResume }: Costs): Simulated {
  const starts = new Map<number, number>();
  const runNode = (node: number, triggered: number): number => {
    const start = triggered + perRun;
    starts.set(node, start);
    return start + durationOf(node);
  };
  /** When the run that a part is awaited in goes on after it. */
  const after = (one: Part, now: number): number => {
    switch (one.kind) {
      case "node":
        return runNode(one.node, now) + perResume;
      case "series":
        return one.parts.reduce((time, inner) => after(inner, time), now);
      case "parallel":
        return (
          latest(
            one.parts.map((inner) => branch(inner, now)),
            now,
          ) + perResume
        );
      case "pull": {
        const ends: number[] = [];
        for (const [index, inner] of one.parts.entries()) {
          const needs = one.needs[index] ?? [];
          const started = now + perRun;
          const ready = latest(
            needs.map((need) => ends[need] ?? now),
            started,
          );
          ends.push(after(inner, needs.length > 0 ? ready + perResume : started));
        }
        return latest(ends, now) + perResume;
      }
    }
  };
  const branch = (inner: Part, now: number): number =>
    inner.kind === "node" ? runNode(inner.node, now) : after(inner, now + perRun);
  return { makespan: after(part, 0), starts };
}

const latest = (times: readonly number[], otherwise: number): number =>
  times.reduce((most, time) => Math.max(most, time), otherwise);

/** The longest chain of nodes that wait for each other: no schedule is shorter. */
export function criticalPath(
  needs: readonly (readonly number[])[],
  durationOf: (node: number) => number,
): { readonly length: number; readonly nodes: readonly number[] } {
  const ends: number[] = [];
  const from: (number | undefined)[] = [];
  for (const [node, of] of needs.entries()) {
    const last = of.reduce<number | undefined>(
      (best, need) => (best === undefined || (ends[need] ?? 0) > (ends[best] ?? 0) ? need : best),
      undefined,
    );
    from.push(last);
    ends.push((last === undefined ? 0 : (ends[last] ?? 0)) + durationOf(node));
  }
  const length = latest(ends, 0);
  const nodes: number[] = [];
  for (let node = ends.indexOf(length); node >= 0; node = from[node] ?? -1) nodes.unshift(node);
  return { length, nodes };
}
