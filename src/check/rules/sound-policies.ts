import { diagnostic } from "../../diagnostics/diagnostic.js";
import { standingsOf } from "../../plan/standings.js";
import { orchestrators, type Rule } from "../rule.js";

/** What is said of a failure has an effect: who asks what became of a node may find it missing, and nobody asks in vain. */
export const soundPolicies: Rule = (flow, report) => {
  for (const orchestrator of orchestrators(flow)) {
    const { nodes, dependencies } = orchestrator;
    for (const { name, policy } of nodes) {
      if (policy.fallback && policy.onFailure?.policy === "continue")
        report(diagnostic("needless-fallback", { span: policy.onFailure.span }, { name }));
    }
    const standings = standingsOf(orchestrator);
    const byName = new Map(nodes.map((node) => [node.name, node]));
    for (const { name, needs, needsSpan: span, isSettled } of dependencies) {
      const needed = byName.get(needs);
      if (!isSettled || !needed) continue;
      if (dependencies.some((one) => one.name === name && one.needs === needs && !one.isSettled))
        report(diagnostic("plain-and-settled", { span }, { name, needs }));
      else if (!needed.policy.when && !standings.mayBeMissing(needs))
        report(diagnostic("never-missing", { span }, { name, needs }));
    }
  }
};
