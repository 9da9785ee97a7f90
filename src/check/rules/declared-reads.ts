import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Mapper, Orchestrator } from "../../ir/flow.js";
import { orchestrators, type Rule } from "../rule.js";

/** A mapping reads only the tracks that its own track depends on; the end of an orchestrator may read all. */
export const declaredReads: Rule = (flow, report) => {
  for (const orchestrator of orchestrators(flow)) {
    const names = orchestrator.nodes.map(({ name }) => name);
    for (const [reader, { mapper }] of orchestrator.mappings) {
      const declared = dependenciesOf(orchestrator, reader);
      for (const { name, span } of outputReads(mapper)) {
        if (declared.has(name) || Reflect.has(Object.prototype, name)) continue;
        if (names.includes(name))
          report(diagnostic("undeclared-read", { span }, { reader, name, field: "trackDependencies" }));
        else
          report(
            diagnostic(
              "unknown-output",
              { span, suggestions: didYouMean(name, names) },
              { name, reader: `The mapping of ${JSON.stringify(reader)}` },
            ),
          );
      }
    }
    for (const [reader, mapper] of [
      ["The final task", orchestrator.finalTask?.inputMapper],
      ["`output`", orchestrator.output],
    ] as const) {
      for (const { name, span } of mapper ? outputReads(mapper) : []) {
        if (names.includes(name) || Reflect.has(Object.prototype, name)) continue;
        report(diagnostic("unknown-output", { span, suggestions: didYouMean(name, names) }, { name, reader }));
      }
    }
  }
};

const dependenciesOf = ({ dependencies }: Orchestrator, reader: string): ReadonlySet<string> =>
  new Set(dependencies.filter(({ name }) => name === reader).map(({ needs }) => needs));

const outputReads = (mapper: Mapper) =>
  mapper.reads.flatMap(({ path: [first, name], span }) =>
    first === "outputs" && name !== undefined ? [{ name, span }] : [],
  );
