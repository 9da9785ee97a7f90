import type { Subgraph } from "./subgraph.js";

/**
 * Cuts a graph wherever all before has to end before any after may begin. In a reduced graph this is where every edge
 * across leads from a node that nothing before the cut needs to one that needs nothing after it, and all such pairs have
 * an edge. Any order in which needs come first has every such cut, so one pass finds them.
 */
export function seriesOf({ members, forEachNeed, forEachDependent }: Subgraph): (readonly number[])[] {
  const used = edgesOf(members, forEachDependent); // of what leads on from a node, how much stays before the cut
  const met = edgesOf(members, forEachNeed); // of what a node needs, how much lies before the cut
  let ends = 0;
  let begins = members.filter((node) => met.total(node) === 0).length;
  let across = 0;
  const cuts: number[] = [];
  for (const [index, node] of members.entries()) {
    forEachNeed(node, (need) => {
      if (used.add(need) === 1) ends -= 1;
    });
    forEachDependent(node, (next) => {
      if (met.add(next) === met.total(next)) begins += 1;
    });
    ends += 1;
    begins -= 1;
    across += used.total(node) - met.total(node);
    // After the last, no edge leads across and nothing begins: the end is a cut as well.
    if (used.torn() === 0 && met.torn() === 0 && across === ends * begins) cuts.push(index + 1);
  }
  return cuts.map((cut, index) => members.slice(cuts[index - 1] ?? 0, cut));
}

interface EdgeCount {
  readonly total: (node: number) => number;
  /** Counts one more edge of a node as lying before the cut. */
  readonly add: (node: number) => number;
  /** How many nodes have edges on both sides. */
  readonly torn: () => number;
}

function edgesOf(members: readonly number[], forEach: Subgraph["forEachNeed"]): EdgeCount {
  const from = members[0] ?? 0;
  const totals = new Int32Array((members.at(-1) ?? 0) - from + 1);
  const counts = new Int32Array(totals.length);
  let torn = 0;
  for (const node of members) {
    let total = 0;
    forEach(node, () => total++);
    totals[node - from] = total;
  }
  const total = (node: number): number => totals[node - from] ?? 0;
  return {
    total,
    add(node) {
      const count = (counts[node - from] ?? 0) + 1;
      counts[node - from] = count;
      if (count === 1 && count < total(node)) torn += 1;
      if (count > 1 && count === total(node)) torn -= 1;
      return count;
    },
    torn: () => torn,
  };
}
