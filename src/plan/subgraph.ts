import type { Order } from "./order.js";

/** Some nodes of a graph, ascending, with the edges between them. Of use until the next one is made. */
export interface Subgraph {
  readonly members: readonly number[];
  /** The members that hang together, each group ascending. */
  readonly components: () => number[][];
  readonly forEachNeed: (node: number, visit: (need: number) => void) => void;
  readonly forEachDependent: (node: number, visit: (dependent: number) => void) => void;
}

/** Makes subgraphs, one at a time: what a node belongs to is marked on it, so that nothing is copied. */
export function subgraphOf({ size, needs, dependents }: Order): (members: readonly number[]) => Subgraph {
  const owner = new Int32Array(size).fill(-1);
  const seen = new Int32Array(size).fill(-1);
  let count = 0;
  return (members) => {
    const own = count++;
    for (const node of members) owner[node] = own;
    const over =
      (edges: Order["needs"]) =>
      (node: number, visit: (other: number) => void): void => {
        for (const other of edges[node] ?? []) if (owner[other] === own) visit(other);
      };
    const forEachNeed = over(needs);
    const forEachDependent = over(dependents);
    const components = (): number[][] =>
      members.flatMap((start) => {
        if (seen[start] === own) return [];
        const found: number[] = [];
        const add = (node: number): void => {
          if (seen[node] === own) return;
          seen[node] = own;
          found.push(node);
        };
        add(start);
        for (const node of found) {
          forEachNeed(node, add);
          forEachDependent(node, add);
        }
        return [found.sort((a, b) => a - b)];
      });
    return { members, components, forEachNeed, forEachDependent };
  };
}
