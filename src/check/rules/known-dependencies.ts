import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import { graphs, isMisspeltThere, type Rule, title } from "../rule.js";

/** Both ends of a dependency are nodes of the same graph. */
export const knownDependencies: Rule = (flow, report) => {
  const all = graphs(flow);
  for (const graph of all) {
    const names = graph.nodes.map((node) => node.name);
    const isKnown = (name: string): boolean => names.includes(name) || isMisspeltThere(flow, graph, name);
    const owner = title(graph);
    for (const { name, nameSpan, needs, needsSpan } of graph.dependencies) {
      if (!isKnown(name)) {
        report(diagnostic("unknown-track", { span: nameSpan, suggestions: didYouMean(name, names) }, { name, owner }));
      }
      if (isKnown(needs)) continue;
      const elsewhere = all.filter((other) => other !== graph && other.nodes.some((node) => node.name === needs));
      const related = elsewhere.map((other) => ({ message: `${title(other)} has it.`, span: other.nameSpan }));
      report(
        diagnostic(
          "unknown-dependency",
          {
            span: needsSpan,
            related,
            suggestions: didYouMean(
              needs,
              names.filter((one) => one !== name),
            ),
          },
          { name: needs, owner, elsewhere: elsewhere.map((other) => other.name).join(", ") },
        ),
      );
    }
  }
};
