import type { Part } from "../ir/part.js";
import type { Order } from "./order.js";

/**
 * The levels of a graph as barriers: a node runs in the first wave after those of all that it needs. Fewer runs than an
 * eager schedule, and some nodes wait for what they do not need.
 */
export function wavesOf({ needs, given }: Order): Part {
  const levels: number[][] = [];
  const levelOf: number[] = [];
  for (const [node, of] of needs.entries()) {
    const level = of.reduce((deepest, need) => Math.max(deepest, (levelOf[need] ?? 0) + 1), 0);
    levelOf.push(level);
    (levels[level] ??= []).push(given[node] ?? node);
  }
  const parts = levels.map((level): Part => {
    const nodes = level.sort((a, b) => a - b).map((node): Part => ({ kind: "node", node }));
    const [only] = nodes;
    return nodes.length === 1 && only ? only : { kind: "parallel", parts: nodes };
  });
  const [single] = parts;
  return parts.length === 1 && single ? single : { kind: "series", parts };
}
