import type { Part, PullPart } from "../ir/part.js";
import { largestModules } from "./modules.js";
import type { Order } from "./order.js";
import { seriesOf } from "./series.js";
import { subgraphOf } from "./subgraph.js";

/** How many parts may stand inside each other. Each region holds a slot while it waits for those inside it. */
const MOST_NESTED = 32;

/**
 * Decomposes a graph into series, parallel and pulled parts. Near-linear but for nodes that have to be pulled, which take
 * quadratic time. What is nested too deep is pulled node by node: that is as eager, and not deep.
 */
export function decompose(order: Order): Part {
  const within = subgraphOf(order);
  const partOf = (members: readonly number[], depth: number): Part => {
    const [only] = members;
    if (members.length === 1 && only !== undefined) return { kind: "node", node: order.given[only] ?? only };
    const inner = (nodes: readonly number[]): Part => partOf(nodes, depth + 1);
    const graph = within(members);
    const components = graph.components();
    if (components.length > 1) {
      const sorted = components.map((nodes) => ({ nodes, first: firstGiven(nodes, order) }));
      return { kind: "parallel", parts: sorted.sort((a, b) => a.first - b.first).map(({ nodes }) => inner(nodes)) };
    }
    const series = seriesOf(graph);
    if (series.length > 1 && (depth < MOST_NESTED || series.length === members.length)) {
      return { kind: "series", parts: series.map(inner) };
    }
    const modules = depth < MOST_NESTED ? largestModules(members, order.relation) : members.map((node) => [node]);
    return pullOf(modules, order, inner);
  };
  const all = Array.from({ length: order.size }, (_, node) => node);
  return all.length === 0 ? { kind: "series", parts: [] } : partOf(all, 0);
}

const firstGiven = (nodes: readonly number[], { given }: Order): number =>
  nodes.reduce((first, node) => Math.min(first, given[node] ?? node), Number.POSITIVE_INFINITY);

function pullOf(
  modules: readonly (readonly number[])[],
  { needs }: Order,
  partOf: (members: readonly number[]) => Part,
): PullPart {
  const moduleOf = new Map(modules.flatMap((module, index) => module.map((node) => [node, index] as const)));
  return {
    kind: "pull",
    parts: modules.map(partOf),
    needs: modules.map((module, index) => {
      const needed = module.flatMap((node) => (needs[node] ?? []).flatMap((need) => moduleOf.get(need) ?? []));
      return [...new Set(needed)].filter((one) => one !== index).sort((a, b) => a - b);
    }),
  };
}
