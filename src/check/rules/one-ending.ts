import { diagnostic } from "../../diagnostics/diagnostic.js";
import { orchestrators, type Rule, title } from "../rule.js";

/** An orchestrator ends with a final task or with an output, not both. */
export const oneEnding: Rule = (flow, report) => {
  for (const orchestrator of orchestrators(flow)) {
    if (!orchestrator.finalTask || !orchestrator.output) continue;
    const related = [{ message: "The final task is here.", span: orchestrator.finalTask.span }];
    report(diagnostic("final-and-output", { span: orchestrator.output.span, related }, { name: title(orchestrator) }));
  }
};
