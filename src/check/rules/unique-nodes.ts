import { diagnostic } from "../../diagnostics/diagnostic.js";
import { graphs, type Rule, title } from "../rule.js";

/** The tracks of an orchestrator have different names. */
export const uniqueNodes: Rule = (flow, report) => {
  for (const definition of graphs(flow)) {
    // Where sub-tracks read each other's outputs, they do so beside those of the steps.
    const steps = definition.kind === "composite" && definition.dependencies.length > 0 ? definition.steps : [];
    const seen = new Set(steps.map(({ name }) => name));
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
