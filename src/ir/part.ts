/**
 * How a graph is scheduled, by the numbers of its nodes: the modular decomposition of "has to end before". It is unique,
 * so the same graph always gives the same parts, and each part tells exactly when its own can begin.
 */
export type Part = SinglePart | SeriesPart | ParallelPart | PullPart;

export interface SinglePart {
  readonly kind: "node";
  readonly node: number;
}

/** One part after the other: everything of one needs everything of the one before. */
export interface SeriesPart {
  readonly kind: "series";
  readonly parts: readonly Part[];
}

/** Parts beside each other: nothing of one needs anything of another. */
export interface ParallelPart {
  readonly kind: "parallel";
  readonly parts: readonly Part[];
}

/** Neither holds: each part waits for the parts that it needs. What is needed comes first. */
export interface PullPart {
  readonly kind: "pull";
  readonly parts: readonly Part[];
  /** For each part, the numbers of the parts it needs, without those that follow from others. */
  readonly needs: readonly (readonly number[])[];
}

/** The nodes of a part, in the order of its parts. */
export function nodesOfPart(part: Part): number[] {
  return part.kind === "node" ? [part.node] : part.parts.flatMap(nodesOfPart);
}
