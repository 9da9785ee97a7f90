import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Engine, type RunRecord, type RunTree, startEngine } from "../../src/engine/index.js";
import { type Compiled, compileDefinitions } from "../schedule/compiled.js";
import { moduleOf, registry } from "./definitions.js";
import { interpret, type Run } from "./oracle.js";
import { type TestTrack, testTracks } from "./random.js";
import { idOf } from "./tracks.js";

// Random tracks are compiled by the real compiler and run in the local engine, in virtual time. Every run of theirs,
// what it is given, what it gives, and what it runs in turn, is what the oracle says; also where a run has crashed.

const FLOWS = Number(process.env["FLOWS"] ?? 100);
const SEED = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const PER_FILE = 50;
/** The clock stands still while anything runs, so tracks that run together do not disturb each other. */
const AT_ONCE = 40;
/** How long a smaller track that differs is looked for, in milliseconds. */
const SHRINKING = 30_000;

test(`${FLOWS} random tracks do what the oracle says (SEED=${SEED} FLOWS=${FLOWS})`, async () => {
  const sample = fc.sample(testTracks, { seed: SEED, numRuns: FLOWS });
  const found = await differencesOf(sample);
  const [first] = found;
  if (first === undefined) return;
  console.log(`Track ${first.index} of SEED=${SEED} differs; looking for a smaller one.`);
  const smaller = fc.asyncProperty(testTracks, async (one) => {
    const [difference] = await differencesOf([one]);
    expect(difference?.actual, moduleOf([[0, one.track]])).toEqual(difference?.expected);
  });
  await fc.assert(smaller, {
    seed: SEED,
    path: String(first.index),
    numRuns: FLOWS,
    interruptAfterTimeLimit: SHRINKING,
    markInterruptAsFailure: false,
  });
  expect(found, "and no smaller one was found").toEqual([]);
}, 900_000);

interface Difference {
  readonly index: number;
  readonly expected: unknown;
  readonly actual: unknown;
}

async function differencesOf(sample: readonly TestTrack[]): Promise<Difference[]> {
  const { taskFiles, remove } = await compiled(sample);
  const configFile = resolve("node_modules/.cache/flowgen-tests", `steps-${process.pid}.mjs`);
  await build({ entryPoints: ["test/support/retries.config.ts"], outfile: configFile, bundle: true, format: "esm" });
  const engine = await startEngine({ projectDir: process.cwd(), taskFiles, configFile, time: "virtual" });
  try {
    const found: Difference[] = [];
    for (let from = 0; from < sample.length; from += AT_ONCE)
      found.push(...(await differencesIn(engine, [...sample.entries()].slice(from, from + AT_ONCE))));
    return found;
  } finally {
    await engine.close();
    remove();
  }
}

/** Runs tracks, and then once more, each with a crash of one of its runs. */
async function differencesIn(engine: Engine, together: readonly [number, TestTrack][]): Promise<Difference[]> {
  const found: Difference[] = [];
  const runAll = async (compare: (tree: RunTree, expected: Run) => Difference | undefined): Promise<RunTree[]> => {
    const trees = await Promise.all(
      together.map(async ([flow, { track, payload }]) => await engine.run(idOf(flow, { track }), payload)),
    );
    for (const [at, [flow, { track, payload }]] of together.entries()) {
      const tree = trees[at];
      const difference = tree && compare(tree, interpret(flow, track, payload));
      if (difference) found.push({ ...difference, index: flow });
    }
    await engine.reset();
    return trees;
  };
  const calm = await runAll((tree, expected) => differing(observed(tree.root, tree), timed(expected)));
  for (const [at, [, { crashes }]] of together.entries()) {
    const waits = waitsOf(calm[at]?.runs ?? []);
    const wait = waits[crashes % Math.max(1, waits.length)];
    if (wait) await engine.fail({ kind: "crash", attempt: 1, ...wait });
  }
  await runAll((tree, expected) => differing(withoutTime(observed(tree.root, tree)), withoutTime(timed(expected))));
  await engine.clearFaults();
  return found;
}

const differing = (actual: Seen, expected: Seen): Difference | undefined =>
  JSON.stringify(actual) === JSON.stringify(expected) ? undefined : { index: 0, expected, actual };

async function compiled(sample: readonly TestTrack[]): Promise<Compiled> {
  const values = readFileSync(new URL("values.ts", import.meta.url), "utf8");
  const files: Record<string, string> = { "definitions/registry.ts": registry, "definitions/values.ts": values };
  for (let from = 0; from < sample.length; from += PER_FILE) {
    const tracks = [...sample.entries()].slice(from, from + PER_FILE);
    files[`definitions/tracks-${from}.ts`] = moduleOf(tracks.map(([flow, { track }]) => [flow, track] as const));
  }
  return await compileDefinitions(files, fileURLToPath(new URL("work.ts", import.meta.url)));
}

/** A run as it is compared. */
interface Seen {
  readonly task: string;
  readonly payload: unknown;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly seconds: number;
  readonly children: readonly Seen[];
}

const timed = ({ task, payload, output, error, seconds, children }: Run): Seen => ({
  task,
  payload,
  output,
  error,
  seconds,
  children: children.map(timed),
});

const withoutTime = (run: Seen): Seen => ({ ...run, seconds: 0, children: run.children.map(withoutTime) });

/** The same of a run in the engine. */
function observed(run: RunRecord, tree: RunTree): Seen {
  const own = tree.runs.filter(({ parentId }) => parentId === run.id);
  return {
    task: run.taskId,
    payload: run.payload,
    output: withoutIds(run.output),
    error: run.error && "message" in run.error ? run.error.message : undefined,
    seconds: ((run.endedAt ?? 0) - (run.startedAt ?? 0)) / 1000,
    children: own
      .filter((one, at) => !one.taskId.endsWith(".compensations") && !isAnew(one, own.slice(0, at)))
      .map((one) => observed(one, tree)),
  };
}

/** Whether a run has only been made because the one before, which failed, has given up its key. */
const isAnew = ({ key }: RunRecord, before: readonly RunRecord[]): boolean =>
  before.some((one) => one.key?.hash === key?.hash && one.status === "FAILED");

const withoutIds = (output: unknown): unknown =>
  output === undefined
    ? undefined
    : JSON.parse(JSON.stringify(output, (key, value: unknown) => (key === "runId" ? undefined : value)));

/** Each wait of each run of a track: where it can be crashed. */
const waitsOf = (runs: readonly RunRecord[]): { taskId: string; index: number; atWait: number }[] =>
  runs.flatMap((run) => {
    const index = runs.filter(({ taskId }) => taskId === run.taskId).indexOf(run);
    return run.waits.map(({ number }) => ({ taskId: run.taskId, index, atWait: number }));
  });
