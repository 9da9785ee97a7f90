import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Mapper } from "../../ir/flow.js";
import { mappersOf } from "../../ir/step.js";
import { type Rule } from "../rule.js";

/** A step reads only the outputs of the steps before it. */
export const earlierReads: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    if (definition.kind === "orchestrator") continue;
    const earlier: string[] = [];
    const check = (reader: string, mapper: Mapper): void => {
      for (const { path, span } of mapper.reads) {
        const [first, name] = path;
        if (first !== "outputs" || name === undefined || earlier.includes(name) || Reflect.has(Object.prototype, name))
          continue;
        report(diagnostic("unknown-output", { span, suggestions: didYouMean(name, earlier) }, { name, reader }));
      }
    };
    for (const step of definition.steps) {
      for (const mapper of mappersOf(step)) check(`The step ${JSON.stringify(step.name)}`, mapper);
      earlier.push(step.name);
    }
    if (definition.kind !== "composite") continue;
    for (const [name, { mapper }] of definition.mappings) check(`The mapping of ${JSON.stringify(name)}`, mapper);
  }
};
