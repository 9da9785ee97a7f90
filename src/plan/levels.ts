import { groupBy } from "../ir/group-by.js";
import type { Dependency, Node } from "../ir/flow.js";

/**
 * The levels of a graph: a node stands one level below the last of what it needs. Nodes keep their order. Near-linear;
 * edges to unknown nodes and those of a cycle are left out, for the rules to report.
 */
export function levelsOf(nodes: readonly Node[], dependencies: readonly Dependency[]): Node[][] {
  const known = new Map(nodes.map((node) => [node.name, node]));
  const dependents = groupBy(dependencies, ({ needs }) => needs);
  const open = new Map(nodes.map(({ name }) => [name, 0]));
  for (const { name, needs } of dependencies) {
    if (known.has(needs) && open.has(name)) open.set(name, (open.get(name) ?? 0) + 1);
  }
  const levels: Node[][] = [];
  let level = nodes.filter(({ name }) => open.get(name) === 0);
  while (level.length > 0) {
    levels.push(level);
    const freed = new Set<string>();
    for (const { name: done } of level) {
      for (const { name } of dependents.get(done) ?? []) {
        const left = (open.get(name) ?? 0) - 1;
        open.set(name, left);
        if (left === 0) freed.add(name);
      }
    }
    level = nodes.filter(({ name }) => freed.has(name));
  }
  return levels;
}
