import { $option } from "./holes.js";

/** What a node does, or what became of it. */
export type NodeState = "waiting" | "running" | "done" | "failed" | "skipped";

/** What became of the items of a step that runs once per item. */
export interface ItemCounts {
  readonly done: number;
  readonly failed: number;
  readonly total: number;
}

/** The nodes of the graph, each with its steps that run once per item. */
const nodes = {
  // @each nodes
  ...$option,
} as const;

/** $doc */
export type $Progress = {
  readonly [Node in keyof typeof nodes]: {
    readonly state: NodeState;
    /** By step; a step that has not begun has none. */
    readonly items: { readonly [Step in (typeof nodes)[Node][number]]?: ItemCounts };
  };
};

/** $reads */
export function $read(metadata: Readonly<Record<string, unknown>> | undefined, graph = "$id"): $Progress {
  const running = new Set(
    Object.keys(nodes).flatMap((node): unknown[] => {
      const together = metadata?.[`running ${graph}: ${node}`];
      return Array.isArray(together) ? together : [];
    }),
  );
  const stateOf = (node: string): NodeState => {
    const end = metadata?.[`${graph}: ${node}`];
    if (end === "done" || end === "failed" || end === "skipped") return end;
    return running.has(node) ? "running" : "waiting";
  };
  const countsOf = (node: string, step: string): ItemCounts[] => {
    const counts = metadata?.[`counted ${graph}/${node}: ${step}`] ?? metadata?.[`counting ${graph}/${node}: ${step}`];
    return isCounts(counts) ? [counts] : [];
  };
  const entries = Object.entries<readonly string[]>(nodes).map(([node, steps]) => {
    const items = steps.flatMap((step) => countsOf(node, step).map((counts) => [step, counts] as const));
    return [node, { state: stateOf(node), items: Object.fromEntries(items) }] as const;
  });
  return Object.fromEntries(entries) as $Progress; // one entry for each node, as the type has it
}

function isCounts(value: unknown): value is ItemCounts {
  if (typeof value !== "object" || value === null) return false;
  return ["done", "failed", "total"].every((key) => typeof Reflect.get(value, key) === "number");
}
