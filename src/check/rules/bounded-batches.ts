import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Dependency, Node } from "../../ir/flow.js";
import { BATCH_LIMIT } from "../../ir/limits.js";
import { levelsOf } from "../../plan/levels.js";
import { graphs, type Rule, title } from "../rule.js";

/** No batch that is known at build time is larger than the platform takes. */
export const boundedBatches: Rule = (flow, report) => {
  for (const definition of graphs(flow)) {
    const count = widest(definition.nodes, definition.kind === "orchestrator" ? definition.dependencies : []);
    if (count > BATCH_LIMIT)
      report(diagnostic("batch-too-large", { span: definition.nameSpan }, { count, owner: title(definition) }));
  }
};

const widest = (nodes: readonly Node[], dependencies: readonly Dependency[]): number =>
  Math.max(0, ...levelsOf(nodes, dependencies).map((level) => level.length));
