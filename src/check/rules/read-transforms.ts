import { diagnostic } from "../../diagnostics/diagnostic.js";
import { stepReads } from "../../plan/step-reads.js";
import { type Rule } from "../rule.js";

/** What a step only computes is read by something, or returned. */
export const readTransforms: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    if (definition.kind === "orchestrator") continue;
    const isRead = stepReads(definition);
    for (const [index, { kind, name, nameSpan }] of definition.steps.entries()) {
      if (kind === "transform" && !isRead(index)) report(diagnostic("unread-step", { span: nameSpan }, { name }));
    }
  }
};
