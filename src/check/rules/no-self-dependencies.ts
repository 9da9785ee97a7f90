import { diagnostic } from "../../diagnostics/diagnostic.js";
import { graphs, type Rule } from "../rule.js";

/** No track waits for itself. */
export const noSelfDependencies: Rule = (flow, report) => {
  for (const { dependencies } of graphs(flow)) {
    for (const { name, needs, needsSpan } of dependencies) {
      if (name === needs) report(diagnostic("self-dependency", { span: needsSpan }, { name }));
    }
  }
};
