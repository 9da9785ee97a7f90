import { diagnostic } from "../../diagnostics/diagnostic.js";
import { didYouMean } from "../../diagnostics/did-you-mean.js";
import type { Orchestrator, Read } from "../../ir/flow.js";
import { isMisspeltThere, orchestrators, type Rule } from "../rule.js";

/** A mapping reads only the tracks that its own track depends on; the end of an orchestrator may read all. */
export const declaredReads: Rule = (flow, report) => {
  for (const orchestrator of orchestrators(flow)) {
    const names = orchestrator.nodes.map(({ name }) => name);
    for (const { what, reader, reading } of nodeReadings(orchestrator)) {
      const declared = dependenciesOf(orchestrator, reader);
      for (const { name, span } of outputReads(reading)) {
        if (declared.has(name) || Reflect.has(Object.prototype, name)) continue;
        if (isMisspeltThere(flow, orchestrator, name)) continue;
        if (names.includes(name))
          report(diagnostic("undeclared-read", { span }, { what, reader, name, field: "trackDependencies" }));
        else {
          const place = { span, suggestions: didYouMean(name, names) };
          report(diagnostic("unknown-output", place, { name, reader: `${MAKER[what]} of ${JSON.stringify(reader)}` }));
        }
      }
    }
    for (const [reader, mapper] of [
      ["The final task", orchestrator.finalTask?.inputMapper],
      ["The final task", orchestrator.finalTask?.options],
      ["The final task", orchestrator.finalTask?.when],
      ["`output`", orchestrator.output],
    ] as const) {
      for (const { name, span } of mapper ? outputReads(mapper) : []) {
        if (names.includes(name) || Reflect.has(Object.prototype, name)) continue;
        if (isMisspeltThere(flow, orchestrator, name)) continue;
        report(diagnostic("unknown-output", { span, suggestions: didYouMean(name, names) }, { name, reader }));
      }
    }
  }
};

const MAKER = {
  mapping: "The mapping",
  options: "What makes the options",
  condition: "The condition",
  fallback: "The fallback",
} as const;

/** What the orchestrator says for one of its nodes, as far as it reads of others. */
const nodeReadings = ({ mappings, nodeOptions, nodes }: Orchestrator) => [
  ...nodes.flatMap(({ name: reader, policy: { when, fallback } }) => [
    ...(when ? [{ what: "condition" as const, reader, reading: when }] : []),
    ...(fallback ? [{ what: "fallback" as const, reader, reading: fallback }] : []),
  ]),
  ...[...mappings].map(([reader, { mapper }]) => ({ what: "mapping" as const, reader, reading: mapper })),
  ...[...nodeOptions].map(([reader, { options }]) => ({ what: "options" as const, reader, reading: options })),
];

const dependenciesOf = ({ dependencies }: Orchestrator, reader: string): ReadonlySet<string> =>
  new Set(dependencies.filter(({ name }) => name === reader).map(({ needs }) => needs));

const outputReads = ({ reads }: { readonly reads: readonly Read[] }) =>
  reads.flatMap(({ path: [first, name], span }) => (first === "outputs" && name !== undefined ? [{ name, span }] : []));
