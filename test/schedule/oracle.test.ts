import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Engine, type RunRecord, type RunTree, startEngine } from "../../src/engine/index.js";
import { compileFlows } from "./compiled.js";
import { flows, nameOf, type TestFlow } from "./flows.js";
import { interpret } from "./oracle.js";

// Random flows are compiled by the real compiler and run in the local engine, in virtual time, where a run costs
// nothing. What they give, what they run and when is what the oracle says.

const FLOWS = Number(process.env["FLOWS"] ?? 2000);
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
/** The clock stands still while anything runs, so flows that run together do not disturb each other. */
const AT_ONCE = 40;
/** How long a smaller flow that differs is looked for, in milliseconds. */
const SHRINKING = 60_000;

describe("generated code", () => {
  test(`of ${FLOWS} random flows does what the oracle says (SEED=${SEED} FLOWS=${FLOWS})`, async () => {
    const sample = fc.sample(flows, { seed: SEED, numRuns: FLOWS });
    const found = await differences(sample);
    const [first] = found;
    if (first === undefined) return;
    console.log(`Flow ${first} of SEED=${SEED} differs; looking for a smaller one.`);
    const smaller = fc.asyncProperty(flows, async (flow) => {
      const [difference] = await differencesOf([flow]);
      expect(difference?.actual).toEqual(difference?.expected);
    });
    await fc.assert(smaller, {
      seed: SEED,
      path: String(first),
      numRuns: FLOWS,
      interruptAfterTimeLimit: SHRINKING,
      markInterruptAsFailure: false,
    });
    expect(found, "and no smaller one was found").toEqual([]);
  }, 900_000);
});

/** The numbers of the flows whose run is not what the oracle says. */
const differences = async (sample: readonly TestFlow[]): Promise<number[]> =>
  (await differencesOf(sample)).map(({ index }) => index);

interface Difference {
  readonly index: number;
  readonly expected: unknown;
  readonly actual: unknown;
}

async function differencesOf(sample: readonly TestFlow[]): Promise<Difference[]> {
  const { taskFiles, remove } = await compileFlows(sample);
  const engine = await startEngine({ projectDir: process.cwd(), taskFiles, time: "virtual" });
  try {
    const found: Difference[] = [];
    for (let from = 0; from < sample.length; from += AT_ONCE) {
      const together = sample.slice(from, from + AT_ONCE);
      const trees = await Promise.all(together.map((flow, at) => run(engine, flow, `flow-${from + at}`)));
      for (const [at, flow] of together.entries()) {
        const expected = expectationOf(flow);
        const actual = observed(trees[at], expected);
        if (JSON.stringify(actual) !== JSON.stringify(expected)) found.push({ index: from + at, expected, actual });
      }
      await engine.reset();
    }
    return found;
  } finally {
    await engine.close();
    remove();
  }
}

const run = async (engine: Engine, { seconds, failing, unwanted }: TestFlow, id: string): Promise<RunTree> =>
  await engine.run(id, {
    seconds: Object.fromEntries(seconds.map((time, node) => [nameOf(node), time])),
    failing: failing.map(nameOf),
    unwanted: unwanted.map(nameOf),
  });

interface Comparable {
  readonly status: string;
  readonly output: unknown;
  readonly messages: readonly string[];
  readonly starts: readonly (readonly [string, number])[];
  readonly makespan: number;
}

function expectationOf(flow: TestFlow): Comparable {
  const { output, starts, makespan, failed } = interpret(flow);
  return {
    status: failed.length > 0 ? "FAILED" : "COMPLETED",
    output: failed.length > 0 ? undefined : sorted(output),
    messages: failed.map((name) => `Error in work: ${name} fails`).sort(),
    starts: [...starts].sort(byName),
    makespan,
  };
}

/** The same of a run in the engine. Every run of `work` counts, so a node that ran twice would show. */
function observed(tree: RunTree | undefined, expected: Comparable): Comparable | undefined {
  if (!tree) return undefined;
  const { root, runs } = tree;
  const begin = root.startedAt ?? 0;
  const works = runs.filter(({ taskId }) => taskId === "work");
  const message = root.error && "message" in root.error ? root.error.message : undefined;
  return {
    status: root.status,
    output: sorted(withoutIds(root.output)),
    // Where several nodes fail, it is one of them that the flow fails with.
    messages:
      message !== undefined && expected.messages.includes(message)
        ? expected.messages
        : message === undefined
          ? []
          : [message],
    starts: works.map((one): [string, number] => [nodeOf(one), ((one.startedAt ?? 0) - begin) / 1000]).sort(byName),
    makespan: ((root.endedAt ?? 0) - begin) / 1000,
  };
}

/** The id of a failed run is not to be foreseen. */
const withoutIds = (output: unknown): unknown =>
  JSON.parse(JSON.stringify(output ?? null, (key, value: unknown) => (key === "runId" ? undefined : value)));

const nodeOf = ({ payload }: RunRecord): string =>
  typeof payload === "object" && payload !== null && "name" in payload ? String(payload.name) : "";

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1);

const sorted = (output: unknown): unknown =>
  typeof output === "object" && output !== null ? Object.fromEntries(Object.entries(output).sort()) : undefined;
