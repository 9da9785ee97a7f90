import { $option, type $Progress as $Read } from "./holes.js";

/** What a node does, or what became of it. */
export type NodeState = "waiting" | "running" | "done" | "failed" | "skipped";

// @each counts
/** What became of the items of a step that runs once per item. */
export interface ItemCounts {
  done: number;
  failed: number;
  total: number;
}

/** $doc */
export type $Progress = $Read;

/** $reads */
export function $read(metadata: Readonly<Record<string, unknown>> = {}, graph = "$id") {
  const running = new Set(
    Object.entries(metadata).flatMap(([key, together]): unknown[] =>
      key.startsWith(`running ${graph}: `) && Array.isArray(together) ? together : [],
    ),
  );
  const stateOf = (node: string): NodeState => {
    const end = metadata[`${graph}: ${node}`];
    if (end === "done" || end === "failed" || end === "skipped") return end;
    return running.has(node) ? "running" : "waiting";
  };
  // @each counts
  const itemsOf = (node: string, step: string): ItemCounts | undefined => {
    const counts = metadata[`counted ${graph}/${node}: ${step}`] ?? metadata[`counting ${graph}/${node}: ${step}`];
    return isCounts(counts) ? counts : undefined;
  };
  return {
    // @each nodes
    ...$option,
  };
}

// @each counts
function isCounts(value: unknown): value is ItemCounts {
  if (typeof value !== "object" || value === null) return false;
  return ["done", "failed", "total"].every((field) => typeof Reflect.get(value, field) === "number");
}
