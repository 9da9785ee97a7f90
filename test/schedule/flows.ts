import fc from "fast-check";
import { type Graph, graphs } from "./graphs.js";

/** A flow as the test knows it: which node needs which and reads what, how long each takes, and which fail. */
export interface TestFlow extends Graph {
  /** For each node, those of its needs that its mapping reads; `"all"` passes on the whole record. */
  readonly reads: readonly (readonly number[] | "all")[];
  readonly kind: "orchestrator" | "composite";
  /** Seconds that each node takes. */
  readonly seconds: readonly number[];
  readonly failing: readonly number[];
  /** What each node says of its own failure; only an orchestrator's nodes say anything. */
  readonly policies: readonly NodePolicy[];
  /** For each node, those of its needs that it only asks what became of. */
  readonly asked: readonly (readonly number[])[];
  /** The nodes that have a condition, and those of them whose condition does not hold. */
  readonly conditional: readonly number[];
  readonly unwanted: readonly number[];
  /** The nodes whose outputs the end reads; `"all"` is the record of all outputs. */
  readonly readAtEnd: readonly number[] | "all";
}

export type NodePolicy = "halt" | "continue" | "fallback";

/** Mostly small flows: they say as much and take less time. One in three has nodes that fail. */
export const flows: fc.Arbitrary<TestFlow> = fc
  .oneof(
    { weight: 12, arbitrary: graphs(8) },
    { weight: 3, arbitrary: graphs(16) },
    { weight: 1, arbitrary: graphs(60) },
  )
  .chain(({ needs }) => {
    const node = fc.nat(needs.length - 1);
    const each = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
      fc.array(arbitrary, { minLength: needs.length, maxLength: needs.length });
    const some = fc.oneof(fc.constant([]), fc.uniqueArray(node, { maxLength: 4 }));
    const policy = fc.constantFrom<NodePolicy>("halt", "continue", "continue", "fallback");
    const flow = fc.record({
      needs: fc.constant(needs),
      reads: fc.tuple(...needs.map((of) => fc.oneof(fc.constant<"all">("all"), fc.subarray([...new Set(of)])))),
      kind: fc.constantFrom("orchestrator" as const, "orchestrator" as const, "composite" as const),
      seconds: each(fc.integer({ min: 1, max: 100 })),
      failing: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.uniqueArray(node, { maxLength: 3 }) },
      ),
      // Half of the flows have no policies, as most flows.
      policies: fc.oneof(fc.constant(needs.map((): NodePolicy => "halt")), each(policy)),
      asked: fc.tuple(...needs.map((of) => fc.oneof(fc.constant([]), fc.subarray([...new Set(of)])))),
      conditional: some,
      unwanted: some,
      readAtEnd: fc.oneof(fc.constant<"all">("all"), fc.uniqueArray(node, { maxLength: 4 })),
    });
    return flow.map(sound);
  });

/** A composite track has no policies, and only what may be missing can be asked after. */
function sound(flow: TestFlow): TestFlow {
  if (flow.kind === "composite")
    return {
      ...flow,
      policies: flow.needs.map(() => "halt"),
      asked: flow.needs.map(() => []),
      conditional: [],
      unwanted: [],
    };
  const missing = mayBeMissing(flow);
  const isUncertain = (node: number): boolean => missing.has(node) || flow.conditional.includes(node);
  // A node may be missing less, not more, where it asks after what it needed: until nothing changes.
  const asked = flow.asked.map((of) => of.filter(isUncertain));
  const changed = asked.some((of, node) => of.length !== flow.asked[node]?.length);
  return changed
    ? sound({ ...flow, asked })
    : { ...flow, unwanted: flow.unwanted.filter((one) => flow.conditional.includes(one)) };
}

/** The nodes that may be missing: what they are where they go on after a failure, or need one that may be. */
export function mayBeMissing({ needs, policies, asked }: TestFlow): ReadonlySet<number> {
  const found = new Set(policies.flatMap((policy, node) => (policy === "continue" ? [node] : [])));
  for (const one of found)
    for (const [node, of] of needs.entries()) if (of.includes(one) && !asked[node]?.includes(one)) found.add(node);
  return found;
}

export const nameOf = (node: number): string => `n${node}`;

/** The definition of a flow, as a user writes it. What each node takes and which fail comes with the input. */
export function definitionOf(flow: TestFlow, id: string): string {
  const isComposite = flow.kind === "composite";
  const mappings = flow.needs.map((needs, node) => {
    const read = flow.reads[node] ?? [];
    // A reader of all gets what it depends on, and no more.
    const from =
      read === "all"
        ? isComposite && needs.length === 0
          ? "{}"
          : "outputs"
        : `{ ${read.map((one) => `${nameOf(one)}: outputs.${nameOf(one)}`).join(", ")} }`;
    const parameters = isComposite ? "(_prev, { outputs, input })" : "(outputs, input)";
    return `${nameOf(node)}: ${parameters} => ({ name: "${nameOf(node)}", seconds: input.seconds.${nameOf(node)} ?? 0, fails: input.failing.includes("${nameOf(node)}"), from: ${from} })`;
  });
  const tracks = flow.needs.map((_, node) => `{ taskName: "work", name: "${nameOf(node)}"${saidOf(flow, node)} }`);
  const dependencies = flow.needs.map((needs, node) => {
    const of = needs.map((need) => (flow.asked[node]?.includes(need) ? { settled: nameOf(need) } : nameOf(need)));
    return `${nameOf(node)}: ${JSON.stringify(of)}`;
  });
  const end =
    flow.readAtEnd === "all"
      ? ""
      : isComposite
        ? `mergeStrategy: (outputs) => ({ ${flow.readAtEnd.map((node) => `${nameOf(node)}: outputs[${node}]`).join(", ")} }),`
        : `output: (outputs) => ({ ${flow.readAtEnd.map((node) => `${nameOf(node)}: outputs.${nameOf(node)}`).join(", ")} }),`;
  return isComposite
    ? `defineCompositeTrack({ name: "${id}", type: "composite", input, tasks: [], subTracks: [${tracks.join(", ")}], subTrackDependencies: { ${dependencies.join(", ")} }, subTrackInputMappings: { ${mappings.join(", ")} }, ${end} });`
    : `defineOrchestrator({ name: "${id}", input, tracks: [${tracks.join(", ")}], trackDependencies: { ${dependencies.join(", ")} }, trackInputMappings: { ${mappings.join(", ")} }, ${end} });`;
}

/** What an entry says beside what it runs. What stands in for a failed node is made of what it was given. */
function saidOf(flow: TestFlow, node: number): string {
  const policy = flow.policies[node];
  const own = {
    halt: "",
    continue: ', onTrackFailure: "continue"',
    fallback: ", fallback: (error, { outputs }) => instead(error, outputs)",
  };
  const when = flow.conditional.includes(node)
    ? `, when: (_, input) => !input.unwanted.includes("${nameOf(node)}")`
    : "";
  return `${policy ? own[policy] : ""}${when}`;
}

export const registry = `import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const output = z.object({ name: z.string(), digest: z.string() });
export const tasks = defineTasks({
  work: {
    input: z.object({ name: z.string(), seconds: z.number(), fails: z.boolean(), from: z.record(z.string(), output) }),
    output,
  },
});
export const { defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
export const input = z.object({ seconds: z.record(z.string(), z.number()), failing: z.array(z.string()), unwanted: z.array(z.string()) });
export const instead = (error: Error, outputs: object) => ({ name: "instead", digest: error.message + Object.keys(outputs).sort().join() });
`;
