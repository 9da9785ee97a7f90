import { nodesOfPart, type Part, type PullPart } from "../ir/part.js";
import type { Order } from "./order.js";

/** The nodes, by number, that a schedule makes wait for a node that they do not need. An eager one has none. */
export function falseWaits(part: Part, order: Order): number[] {
  const waits = new Map<number, number>();
  /** Counts what each node waits for, when `before` nodes have ended before the part begins; gives the size of the part. */
  const count = (one: Part, before: number): number => {
    switch (one.kind) {
      case "node":
        waits.set(one.node, before);
        return 1;
      case "series":
        return one.parts.reduce((size, inner) => size + count(inner, before + size), 0);
      case "parallel":
        return one.parts.reduce((size, inner) => size + count(inner, before), 0);
      case "pull":
        return waitedFor(one).reduce(
          (size, waited, index) => size + count(one.parts[index] ?? one, before + waited),
          0,
        );
    }
  };
  count(part, 0);
  return order.given.filter((node, index) => (waits.get(node) ?? 0) > order.countBefore(index));
}

/** For each part of a pull, how many nodes have to end before it, by way of others too. */
function waitedFor({ parts, needs }: PullPart): number[] {
  const sizes = parts.map((part) => nodesOfPart(part).length);
  const before: Set<number>[] = [];
  for (const [index] of parts.entries()) {
    const direct = needs[index] ?? [];
    before.push(new Set(direct.flatMap((need) => [need, ...(before[need] ?? [])])));
  }
  return before.map((of) => [...of].reduce((sum, one) => sum + (sizes[one] ?? 0), 0));
}
