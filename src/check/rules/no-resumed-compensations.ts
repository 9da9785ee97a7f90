import { diagnostic } from "../../diagnostics/diagnostic.js";
import { compensatedDefinitions } from "../../plan/compensations.js";
import { type Rule, titleInside } from "../rule.js";

/** What has been undone is not taken for done by a later run: a definition that resumes has nothing to compensate. */
export const noResumedCompensations: Rule = (flow, report) => {
  const compensated = compensatedDefinitions(flow);
  for (const definition of flow.definitions) {
    const { id, resume } = definition;
    if (resume && compensated.has(id))
      report(diagnostic("resumed-compensation", { span: resume.span }, { owner: titleInside(definition) }));
  }
};
