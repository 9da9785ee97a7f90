import type { Part, PullPart } from "../ir/part.js";

/** The most runs that a part can have open at once, where a node has as many as `weightOf` says. */
export function mostOpen(part: Part, weightOf: (node: number) => number): number {
  switch (part.kind) {
    case "node":
      return weightOf(part.node);
    case "series":
      return part.parts.reduce((most, one) => Math.max(most, mostOpen(one, weightOf)), 0);
    case "parallel":
      return part.parts.reduce((sum, one) => sum + (one.kind === "node" ? 0 : 1) + mostOpen(one, weightOf), 0);
    case "pull":
      return mostPulled(part, weightOf);
  }
}

/**
 * Every region of a pull is open from the start, and what runs in them comes to that. Levels stand for all the states
 * that the pull can be in: those before have ended, those of one level run.
 */
function mostPulled({ parts, needs }: PullPart, weightOf: (node: number) => number): number {
  const levelOf: number[] = [];
  const inside: number[] = [];
  const open: number[] = [];
  for (const [index, part] of parts.entries()) {
    const level = (needs[index] ?? []).reduce((deepest, need) => Math.max(deepest, (levelOf[need] ?? 0) + 1), 0);
    levelOf.push(level);
    inside[level] = (inside[level] ?? 0) + mostOpen(part, weightOf);
    open[level] = (open[level] ?? 0) + 1;
  }
  let waiting = parts.length;
  return inside.reduce((most, runs, level) => {
    const now = waiting + runs;
    waiting -= open[level] ?? 0;
    return Math.max(most, now);
  }, 0);
}

/** How many runs a part adds to those of its nodes: one for each region. */
export function addedRuns(part: Part): number {
  if (part.kind === "node") return 0;
  const own = part.kind === "pull" ? part.parts.length : 0;
  const lanes = part.kind === "parallel" ? part.parts.filter(({ kind }) => kind !== "node").length : 0;
  return part.parts.reduce((sum, one) => sum + addedRuns(one), own + lanes);
}

/** How many runs stand inside each other: a node by itself is one. */
export function depthOf(part: Part): number {
  if (part.kind === "node") return 1;
  return part.parts.reduce((deepest, one) => {
    const isRegion = part.kind === "pull" || (part.kind === "parallel" && one.kind !== "node");
    return Math.max(deepest, depthOf(one) + (isRegion ? 1 : 0));
  }, 0);
}
