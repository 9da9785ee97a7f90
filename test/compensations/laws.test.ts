import { resolve } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Engine, type RunRecord, type RunTree, startEngine } from "../../src/engine/index.js";
import { bundleTasks } from "../engine/support/bundle.js";
import type { ChainStep } from "./tasks.js";

// What holds of every chain of steps, whichever of them fails, and wherever the run that has to compensate them crashes.

const CHAINS = Number(process.env["CHAINS"] ?? 60);
let engine: Engine;

beforeAll(async () => {
  const taskFiles = await bundleTasks(["test/compensations/tasks.ts"], "compensations");
  const configFile = resolve("node_modules/.cache/engine-tests/compensations/config.mjs");
  await build({ entryPoints: ["test/support/retries.config.ts"], outfile: configFile, bundle: true, format: "esm" });
  engine = await startEngine({ projectDir: process.cwd(), taskFiles, configFile, time: "virtual" });
});
afterEach(async () => {
  await engine.clearFaults();
  await engine.reset();
});
afterAll(async () => await engine?.close());

/** Steps with names of their own. */
const named = (steps: readonly ChainStep[], within = ""): ChainStep[] =>
  steps.map((step, index) => {
    const name = `${within}${index}`;
    return { ...step, name, ...(step.steps && { steps: named(step.steps, `${name}.`) }) };
  });

const { chains } = fc.letrec<{ chains: ChainStep[]; step: ChainStep; work: ChainStep; chain: ChainStep }>((tie) => ({
  chains: fc.array(tie("step"), { minLength: 1, maxLength: 5, depthIdentifier: "chain" }),
  step: fc.oneof({ depthIdentifier: "chain", maxDepth: 2 }, { weight: 4, arbitrary: tie("work") }, tie("chain")),
  work: fc.record({
    name: fc.constant(""),
    isUndone: fc.boolean(),
    // Most succeed; some fail for good, some would succeed if they ran again.
    failures: fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, fc.constantFrom(1, 1000)),
  }),
  chain: fc.record({
    name: fc.constant(""),
    isUndone: fc.constant(true),
    failures: fc.constant(0),
    steps: tie("chains"),
  }),
}));

/** What a chain undoes, in order, and with what it fails, where no run crashes. */
function expected(steps: readonly ChainStep[]): { undone: string[]; left: string[]; error: string | undefined } {
  const undone: string[] = [];
  let left: string[] = [];
  for (const step of steps) {
    const inner = step.steps && expected(step.steps);
    const error = inner ? inner.error && `Error in chain: ${inner.error}` : step.failures > 0 && `Error in work: ${step.name} fails`; // prettier-ignore
    undone.push(...(inner?.undone ?? []));
    if (typeof error === "string") return { undone: [...undone, ...left], left: [], error };
    left = [...(inner?.left ?? (step.isUndone ? [step.name] : [])), ...left];
  }
  return { undone, left, error: undefined };
}

const undoneIn = ({ runs }: RunTree): unknown[] =>
  runs.filter(({ taskId }) => taskId === "undo").map(({ payload }) => payload);

const worksIn = ({ runs }: RunTree): (RunRecord & { payload: ChainStep })[] =>
  // What `tasks.ts` runs work with.
  runs.filter(({ taskId }) => taskId === "work") as (RunRecord & { payload: ChainStep })[];

const count = (of: readonly unknown[], one: unknown): number => of.filter((other) => other === one).length;

describe("of any chain", () => {
  test("completed steps are undone, the last first, each once, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(
        chains.map((steps) => named(steps)),
        async (steps) => {
          const { undone, error } = expected(steps);
          const tree = await engine.run("chain", { steps });
          expect(undoneIn(tree)).toEqual(undone);
          expect(tree.root).toMatchObject(
            error === undefined ? { status: "COMPLETED" } : { error: { message: error } },
          );
          expect(worksIn(tree).map(({ payload }) => payload.name)).toEqual([
            ...new Set(worksIn(tree).map(({ payload }) => payload.name)),
          ]);
        },
      ),
      { numRuns: CHAINS },
    );
  }, 60_000);

  test("the same is undone wherever it crashes, twice, and no step runs again once anything is undone", async () => {
    const crashes = fc.tuple(fc.nat(), fc.nat());
    await fc.assert(
      fc.asyncProperty(
        chains.map((steps) => named(steps)),
        crashes,
        async (steps, at) => {
          const calm = await engine.run("chain", { steps });
          await engine.reset();
          for (const [index, wait] of at.entries()) {
            const atWait = 1 + (wait % Math.max(1, calm.root.waits.length));
            await engine.fail({ kind: "crash", taskId: "chain", index: 0, attempt: index + 1, atWait });
          }
          const tree = await engine.run("chain", { steps });
          await engine.clearFaults();
          await engine.reset();
          const undone = undoneIn(tree);
          const hasFailed = tree.root.status === "FAILED";
          const works = worksIn(tree);
          for (const name of new Set(works.map(({ payload }) => payload.name))) {
            const done = works.filter(({ payload, status }) => payload.name === name && status === "COMPLETED");
            const left = hasFailed || done[0]?.payload.isUndone !== true ? 0 : 1;
            if (done[0]?.payload.isUndone === true) expect(done.length - count(undone, name)).toBe(left);
            else expect(count(undone, name)).toBe(0);
          }
          if (!hasFailed) return;
          // By then the run has said what it undoes: of its own steps, none begins later.
          const own = tree.runs.filter(({ parentId }) => parentId === tree.root.id);
          const first = own.findIndex(({ taskId }) => taskId === "undo");
          const later = first < 0 ? [] : own.slice(first).map(({ taskId }) => taskId);
          expect(later.filter((taskId) => taskId === "work" || taskId === "chain")).toEqual([]);
        },
      ),
      { numRuns: CHAINS },
    );
  }, 60_000);
});

test("a compensation that fails is told, and the others run", async () => {
  const steps: ChainStep[] = ["first", "stuck", "last"].map((name) => ({ name, isUndone: true, failures: 0 }));
  const tree = await engine.run("chain", { steps: [...steps, { name: "failing", isUndone: false, failures: 1 }] });
  expect(undoneIn(tree)).toEqual(["last", "stuck", "first"]);
  expect(tree.root).toMatchObject({ status: "FAILED", error: { message: "Error in work: failing fails" } });
  const message = "Error in undo: it is stuck";
  expect(tree.root.metadata).toEqual({ failedCompensations: [{ step: "stuck", message }] });
  expect(tree.root.logs).toMatchObject([{ level: "error", message: "stuck could not be compensated" }]);
});

test("an error of the run's own is compensated when no attempt is left", async () => {
  const { root, runs } = await engine.run("mistaken", undefined);
  expect(root).toMatchObject({ status: "FAILED", error: { message: "a mistake" } });
  expect(root.attempts).toHaveLength(3);
  const undone = runs.filter(({ taskId }) => taskId === "undo");
  expect(undone.map(({ payload }) => payload)).toEqual(["nothing", "step"]);
  expect(undone[1]?.createdAt).toBeGreaterThanOrEqual(root.attempts[2]?.startedAt ?? Number.POSITIVE_INFINITY);
});

test("a region that fails by an error of its own gives back what there is to undo", async () => {
  const { root } = await engine.run("mistaken-region", undefined);
  expect(root.attempts).toHaveLength(3);
  expect(root.output).toEqual({
    ok: false,
    failed: { taskId: "mistaken-region", runId: root.id, message: "a mistake" },
    undo: [{ step: "step", task: "undo", payload: "step" }],
  });
});
