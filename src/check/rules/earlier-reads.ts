import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Read } from "../../ir/flow.js";
import { mappersOf } from "../../ir/step.js";
import { isMisspeltThere, type Rule } from "../rule.js";

const MAKER = { mapping: "The mapping", options: "What makes the options" } as const;

/** A step reads only the outputs of the steps before it; a sub-track also those of the sub-tracks that it waits for. */
export const earlierReads: Rule = (flow, report) => {
  for (const definition of flow.definitions) {
    if (definition.kind === "orchestrator") continue;
    const earlier: string[] = [];
    const check = (
      reader: string,
      reading: { readonly reads: readonly Read[] } | undefined,
      alsoKnown: readonly string[] = [],
    ): void => {
      const known = [...earlier, ...alsoKnown];
      for (const { path, span } of reading?.reads ?? []) {
        const [first, name] = path;
        if (first !== "outputs" || name === undefined || known.includes(name) || Reflect.has(Object.prototype, name))
          continue;
        if (definition.kind === "composite" && isMisspeltThere(flow, definition, name)) continue;
        report(diagnostic("unknown-output", { span, suggestions: didYouMean(name, known) }, { name, reader }));
      }
    };
    for (const step of definition.steps) {
      for (const mapper of mappersOf(step)) check(`The step ${JSON.stringify(step.name)}`, mapper);
      if (step.kind === "run") check(`The step ${JSON.stringify(step.name)}`, step.options);
      earlier.push(step.name);
    }
    if (definition.kind !== "composite") continue;
    const siblings = definition.nodes.map((node) => node.name);
    const readings = [
      ...[...definition.mappings].map(([reader, { mapper }]) => ({
        what: "mapping" as const,
        reader,
        reading: mapper,
      })),
      ...[...definition.nodeOptions].map(([reader, { options }]) => ({
        what: "options" as const,
        reader,
        reading: options,
      })),
    ];
    for (const { what, reader, reading } of readings) {
      const needed = definition.dependencies.filter(({ name }) => name === reader).map(({ needs }) => needs);
      const isUndeclared = (name: string): boolean =>
        siblings.includes(name) && !needed.includes(name) && !earlier.includes(name);
      for (const { path, span } of reading.reads) {
        const [first, name] = path;
        if (first !== "outputs" || name === undefined || !isUndeclared(name)) continue;
        report(diagnostic("undeclared-read", { span }, { what, reader, name, field: "subTrackDependencies" }));
      }
      check(`${MAKER[what]} of ${JSON.stringify(reader)}`, reading, siblings);
    }
  }
};
