// How well graphs are scheduled: the makespan over the critical path of 84 public graphs, for flowgen's plan and for
// level waves. See bench/README.md. Deterministic: nothing is measured but the time to plan and compile.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../src/build.js";
import { decompose } from "../src/plan/decompose.js";
import { falseWaits } from "../src/plan/false-waits.js";
import { addedRuns, mostOpen } from "../src/plan/open-runs.js";
import { orderOf } from "../src/plan/order.js";
import { criticalPath, simulate } from "../src/plan/simulate.js";
import { wavesOf } from "../src/plan/waves.js";

interface PublicGraph {
  readonly name: string;
  readonly set: string;
  readonly seconds: readonly number[];
  /** From, to. */
  readonly edges: readonly (readonly [number, number])[];
}

const repository = fileURLToPath(new URL("../..", import.meta.url));
// Data of this repository, made by us: `bench/README.md` says how.
const all = JSON.parse(readFileSync(join(repository, "bench/dag-bench.json"), "utf8")) as PublicGraph[];
const graphs = all.filter(({ seconds }) => seconds.length >= 3);
const OVERHEADS = [0, 0.1, 0.3];
const TOLERANCE = 1.02;

const needsOf = ({ seconds, edges }: PublicGraph): number[][] => {
  const needs: number[][] = seconds.map(() => []);
  for (const [from, to] of edges) needs[to]?.push(from);
  return needs;
};

const began = performance.now();
const planned = graphs.map((graph) => {
  const order = orderOf(needsOf(graph));
  const eager = decompose(order);
  const waves = wavesOf(order);
  return { graph, order, eager, waves, isExact: falseWaits(waves, order).length === 0 };
});
const planning = performance.now() - began;

console.log(`${graphs.length} graphs of 3 nodes and more (of ${all.length}), planned in ${planning.toFixed(0)} ms`);
console.log("makespan / critical path      median    p90    max   slower than waves by over 2 %");
for (const overhead of OVERHEADS) {
  const rows = planned.map(({ graph, order, eager, waves }) => {
    const mean = graph.seconds.reduce((sum, one) => sum + one, 0) / graph.seconds.length;
    const durationOf = (node: number): number => graph.seconds[node] ?? 0;
    const costs = { durationOf, perRun: overhead * mean, perResume: overhead * mean };
    const { length } = criticalPath(order.needs, (node) => durationOf(order.given[node] ?? node));
    return {
      name: graph.name,
      eager: simulate(eager, costs).makespan / length,
      waves: simulate(waves, costs).makespan / length,
    };
  });
  const slower = rows.filter((row) => row.eager > row.waves * TOLERANCE).length;
  const chosen = rows.map((row) => (row.eager > row.waves * TOLERANCE ? row.waves : row.eager));
  const title = `overhead ${String(overhead).padEnd(3)} of the mean`;
  console.log(`${title}  eager  ${ratios(rows.map((row) => row.eager))}   ${slower} of ${rows.length}`);
  console.log(`                           waves  ${ratios(rows.map((row) => row.waves))}`);
  console.log(`           as explain advises it  ${ratios(chosen)}   0 of ${rows.length}`);
}
console.log("\n                                   median    p90    max");
console.log(
  `runs added per track, eager       ${ratios(planned.map(({ eager, graph }) => addedRuns(eager) / graph.seconds.length))}`,
);
console.log(`most open at once, eager          ${counts(planned.map(({ eager }) => 1 + mostOpen(eager, () => 1)))}`);
console.log(`most open at once, waves          ${counts(planned.map(({ waves }) => 1 + mostOpen(waves, () => 1)))}`);
const pulled = planned.filter(({ eager }) => JSON.stringify(eager).includes('"pull"')).length;
const exact = planned.filter(({ isExact }) => isExact).length;
console.log(
  `\n${exact} in exact waves, ${planned.length - exact - pulled} more in lanes, ${pulled} pulled in some part`,
);

console.log("\nplanning 5,000 nodes, as a ratio to sorting a million numbers");
for (const [title, needs] of Object.entries(largeGraphs())) {
  const ms = fastest(() => decompose(orderOf(needs)));
  const reference = fastest(() => numbers().sort((a, b) => a - b));
  console.log(`${title.padEnd(30)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / reference).toFixed(2)} ×`);
}

/** Of larger graphs the type check of what they become takes minutes: they are compiled without. */
const MOST_CHECKED = 100;
const isSmall = ({ seconds }: PublicGraph): boolean => seconds.length <= MOST_CHECKED;
if (process.argv.includes("--plan")) process.exit();
await compile(graphs.filter(isSmall), true);
await compile(
  graphs.filter((graph) => !isSmall(graph)),
  false,
);

/** Compiles graphs, as the orchestrators of one project. */
async function compile(some: readonly PublicGraph[], typecheck: boolean): Promise<void> {
  const root = mkdtempSync(join(repository, "node_modules/.cache/flowgen-bench-schedule-"));
  try {
    const options = { strict: true, module: "NodeNext", target: "ES2022", skipLibCheck: true, types: [] };
    mkdirSync(join(root, "definitions"));
    writeFileSync(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions: options }));
    writeFileSync(join(root, "definitions/graphs.ts"), definitions(some));
    const start = performance.now();
    const { diagnostics } = await build({ cwd: root, cache: false, typecheck });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    for (const { message } of errors) console.log(message);
    console.log(
      `compiled ${some.length} orchestrators ${typecheck ? "with" : "without"} type check in ${seconds} s: ` +
        `${errors.length} errors, ${diagnostics.length - errors.length} warnings of many open runs`,
    );
    if (errors.length > 0) process.exitCode = 1;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function definitions(some: readonly PublicGraph[]): string {
  const one = (graph: PublicGraph): string => {
    const nodes = graph.seconds.map((_, node) => ({ taskName: "work", name: `n${node}` }));
    const needs = needsOf(graph).flatMap((of, node) =>
      of.length > 0 ? [[`n${node}`, of.map((need) => `n${need}`)] as const] : [],
    );
    const mappings = needs.map(
      ([name, of]) => `${name}: (outputs) => ({ from: [${of.map((need) => `outputs.${need}.name`).join(", ")}] })`,
    );
    return `export const ${graph.name.replaceAll(/\W/g, "_")}: OrchestratorDefinition = {
  name: ${JSON.stringify(graph.name.replaceAll(".", " "))},
  tracks: ${JSON.stringify(nodes)},
  trackDependencies: ${JSON.stringify(Object.fromEntries(needs))},
  trackInputMappings: { ${mappings.join(", ")} },
  output: (outputs) => outputs.n0.name,
};`;
  };
  // With an annotation: inferring the types of a thousand nodes at once is not what is measured here.
  return `import { createFlow, defineTasks, type OrchestratorDefinition } from "flowgen";
import { z } from "zod";
const tasks = defineTasks({ work: { input: z.object({ from: z.array(z.string()) }), output: z.object({ name: z.string() }) } });
createFlow(tasks);
${some.map(one).join("\n")}
`;
}

function ratios(values: readonly number[]): string {
  return quantiles(values)
    .map((value) => value.toFixed(2).padStart(7))
    .join("");
}

function counts(values: readonly number[]): string {
  return quantiles(values)
    .map((value) => value.toFixed(0).padStart(7))
    .join("");
}

function quantiles(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [0.5, 0.9, 1].map((share) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
}

/** The fastest of three: what else the machine does only adds. */
function fastest(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** Random from a fixed seed, so that every run sorts and plans the same. */
function numbers(count = 1_000_000, limit = 2 ** 31): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state % limit;
  });
}

/** Graphs of 5,000 nodes: lanes, layers, one that is pulled as a whole, and edges at random. */
function largeGraphs(size = 5000): Record<string, number[][]> {
  const at = (node: number): number => (node + size) % size;
  const random = numbers(size * 2);
  const make = (needs: (node: number) => number[]): number[][] =>
    Array.from({ length: size }, (_, node) => needs(node));
  return {
    "a hundred lanes of fifty": make((node) => (node < 100 ? [] : [node - 100])),
    "layers of ten, all to all": make((node) =>
      node < 10 ? [] : Array.from({ length: 10 }, (_, other) => node - (node % 10) - 10 + other),
    ),
    "a fence (one pull of all)": make((node) => (node % 2 === 0 ? [] : [node - 1, at(node + 1)])),
    "two edges each, at random": make((node) =>
      node === 0 ? [] : [(random[node * 2] ?? 0) % node, (random[node * 2 + 1] ?? 0) % node],
    ),
  };
}
