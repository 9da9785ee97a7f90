import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import { graphs, isMisspeltThere, type Rule, titleInside } from "../rule.js";

/** A mapping belongs to a track that is there, and so do options. */
export const knownMappings: Rule = (flow, report) => {
  for (const definition of graphs(flow)) {
    const names = definition.nodes.map(({ name }) => name);
    const isKnown = (name: string): boolean => names.includes(name) || isMisspeltThere(flow, definition, name);
    for (const [name, { nameSpan }] of definition.mappings) {
      if (isKnown(name)) continue;
      const place = { span: nameSpan, suggestions: didYouMean(name, names) };
      report(diagnostic("unused-mapping", place, { name, owner: titleInside(definition) }));
    }
    for (const [name, { nameSpan }] of definition.nodeOptions) {
      if (isKnown(name)) continue;
      const place = { span: nameSpan, suggestions: didYouMean(name, names) };
      report(diagnostic("unused-options", place, { name, owner: titleInside(definition) }));
    }
  }
};
