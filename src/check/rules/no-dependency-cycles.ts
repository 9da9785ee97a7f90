import { groupBy } from "../../ir/group-by.js";
import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Dependency } from "../../ir/flow.js";
import { graphs, type Rule } from "../rule.js";

/** Tracks do not wait for each other in a circle. Each circle is reported once, whole. */
export const noDependencyCycles: Rule = (flow, report) => {
  for (const { dependencies } of graphs(flow)) {
    for (const cycle of cyclesOf(dependencies)) {
      const [first, ...rest] = cycle;
      if (!first) continue;
      const path = [...cycle.map(({ name }) => name), first.name].join(" → ");
      const related = rest.map((one) => ({ message: `${one.name} waits for ${one.needs} here.`, span: one.needsSpan }));
      report(diagnostic("dependency-cycle", { span: first.needsSpan, related }, { path }));
    }
  }
};

/** Depth-first search; the edges on the stack from where a node was entered are the cycle. */
function cyclesOf(dependencies: readonly Dependency[]): Dependency[][] {
  const edges = groupBy(
    dependencies.filter(({ name, needs }) => name !== needs),
    ({ name }) => name,
  );
  const state = new Map<string, "open" | "done">();
  const stack: Dependency[] = [];
  const cycles: Dependency[][] = [];
  const visit = (name: string): void => {
    state.set(name, "open");
    for (const edge of edges.get(name) ?? []) {
      stack.push(edge);
      const seen = state.get(edge.needs);
      if (seen === "open") cycles.push(stack.slice(stack.findIndex((one) => one.name === edge.needs)));
      else if (seen === undefined) visit(edge.needs);
      stack.pop();
    }
    state.set(name, "done");
  };
  for (const name of edges.keys()) if (!state.has(name)) visit(name);
  return cycles;
}
