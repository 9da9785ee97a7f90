import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Read } from "../../ir/flow.js";
import { type Rule } from "../rule.js";

/** A step reads only the outputs of the steps before it. */
export const earlierReads: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    if (definition.kind === "orchestrator") continue;
    const earlier: string[] = [];
    const check = (reader: string, reading: { readonly reads: readonly Read[] } | undefined): void => {
      for (const { path, span } of reading?.reads ?? []) {
        const [first, name] = path;
        if (first !== "outputs" || name === undefined || earlier.includes(name) || Reflect.has(Object.prototype, name))
          continue;
        report(diagnostic("unknown-output", { span, suggestions: didYouMean(name, earlier) }, { name, reader }));
      }
    };
    for (const step of definition.steps) {
      check(`The step ${JSON.stringify(step.name)}`, step.forEach);
      check(`The step ${JSON.stringify(step.name)}`, step.inputMapper);
      check(`The step ${JSON.stringify(step.name)}`, step.options);
      earlier.push(step.name);
    }
    if (definition.kind !== "composite") continue;
    for (const [name, { mapper }] of definition.mappings) check(`The mapping of ${JSON.stringify(name)}`, mapper);
    for (const [name, { options }] of definition.nodeOptions)
      check(`What makes the options of ${JSON.stringify(name)}`, options);
  }
};
