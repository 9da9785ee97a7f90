import { diagnostic } from "../../diagnostics/diagnostic.js";
import { graphs, type Rule, title } from "../rule.js";

/** The tracks of an orchestrator have different names. */
export const uniqueNodes: Rule = (flow, report) => {
  for (const definition of graphs(flow)) {
    const seen = new Set<string>();
    const final = definition.kind === "orchestrator" ? definition.finalTask : undefined;
    for (const { name, span } of definition.nodes) {
      if (seen.has(name)) report(diagnostic("duplicate-node", { span }, { name, owner: title(definition) }));
      seen.add(name);
    }
    if (final && seen.has(final.name)) {
      report(diagnostic("duplicate-node", { span: final.nameSpan }, { name: final.name, owner: title(definition) }));
    }
  }
};
