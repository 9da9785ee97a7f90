import { diagnostic } from "../../diagnostics/diagnostic.js";
import type { Definition } from "../../ir/flow.js";
import { graphs, type Rule } from "../rule.js";

/** A track with dependencies says what it takes from them. */
export const mappedDependents: Rule = (flow, report) => {
  for (const { kind, nodes, dependencies, mappings } of graphs(flow)) {
    const names = new Set(nodes.map((node) => node.name));
    for (const { name } of nodes) {
      // A dependency that cannot be has been reported as such.
      const first = dependencies.find((one) => one.name === name && one.needs !== name && names.has(one.needs));
      if (first && !mappings.has(name))
        report(diagnostic("missing-mapper", { span: first.nameSpan }, { name, mapper: mapperFor(kind, name) }));
    }
  }
};

const mapperFor = (kind: Definition["kind"], name: string): string =>
  kind === "composite"
    ? `subTrackInputMappings: { ${JSON.stringify(name)}: (prev, { outputs }) => ({ … }) }`
    : `trackInputMappings: { ${JSON.stringify(name)}: (outputs, input) => ({ … }) }`;
