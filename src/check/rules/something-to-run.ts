import { diagnostic } from "../../diagnostics/diagnostic.js";
import { nodesOf, type Rule, stepsOf, title } from "../rule.js";

/** A definition runs at least one task or track. */
export const somethingToRun: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    const required = definition.kind === "track" ? stepsOf(definition) : nodesOf(definition);
    if (required.length === 0)
      report(diagnostic("nothing-to-run", { span: definition.nameSpan }, { what: title(definition) }));
  }
};
