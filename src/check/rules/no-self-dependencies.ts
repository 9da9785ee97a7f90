import { diagnostic } from "../../diagnostics/diagnostic.js";
import { orchestrators, type Rule } from "../rule.js";

/** No track waits for itself. */
export const noSelfDependencies: Rule = (flow, report) => {
  for (const { dependencies } of orchestrators(flow)) {
    for (const { name, needs, needsSpan } of dependencies) {
      if (name === needs) report(diagnostic("self-dependency", { span: needsSpan }, { name }));
    }
  }
};
