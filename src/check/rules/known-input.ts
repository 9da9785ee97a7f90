import { diagnostic } from "../../diagnostics/diagnostic.js";
import { type Rule, title } from "../rule.js";

/** A track says what it takes: by its schema, or by what its first step is triggered with. */
export const knownInput: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    const first = definition.kind === "orchestrator" ? undefined : definition.steps[0];
    if (!first || definition.input || first.kind === "run") continue;
    report(diagnostic("missing-input", { span: first.span }, { owner: title(definition), step: first.name }));
  }
};
