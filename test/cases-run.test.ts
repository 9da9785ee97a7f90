import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEngine, type Engine, type RunRecord, type RunTree } from "../src/engine/index.js";
import { bundleCase } from "./support/bundle-case.js";
import { caseNames, casesFolder } from "./support/folders.js";

// Every golden case with tasks is run: `run.json` says with which payloads, what must come out, and how often each of
// the case's own tasks runs. It is written by hand. Then each parent is crashed at each of its waits, and must resume.

interface Expected {
  /** Tasks that have a contract and no file, with what they return. */
  readonly stubs?: Readonly<Record<string, unknown>>;
  readonly runs: readonly {
    readonly task: string;
    readonly payload: unknown;
    readonly output?: unknown;
    /** What it fails with, in place of an output. */
    readonly error?: string;
    readonly ran: Readonly<Record<string, number>>;
    /** How many more may run where a parent is retried: what failed has given up its key, and runs anew. */
    readonly anew?: Readonly<Record<string, number>>;
    readonly payloads?: Readonly<Record<string, readonly unknown[]>>;
    /** The metadata of the run when all has ended. */
    readonly metadata?: Readonly<Record<string, unknown>>;
    /** The tasks whose payloads are the same, in the same order, however often a parent is retried. */
    readonly steady?: readonly string[];
  }[];
}

const has = (name: string, path: string): boolean => existsSync(join(casesFolder, name, path));

const cases = caseNames().filter((name) => has(name, "tasks") && has(name, "expected"));

const expectedOf = (name: string): Expected =>
  JSON.parse(readFileSync(join(casesFolder, name, "run.json"), "utf8")) as Expected; // written by hand, as above

test.each(cases)("%s says how it runs", (name) => {
  expect(existsSync(join(casesFolder, name, "run.json"))).toBe(true);
});

let engine: Engine;
beforeAll(async () => {
  const { configFile } = await bundleCase(cases[0] ?? "");
  engine = await startEngine({ projectDir: process.cwd(), time: "virtual", taskFiles: [], configFile });
});
afterAll(async () => await engine?.close());

describe.each(cases)("%s", (name) => {
  const { stubs = {}, runs } = expectedOf(name);
  let own: ReadonlySet<string>;
  beforeAll(async () => {
    const { taskFiles } = await bundleCase(name, { stubs });
    const loaded = await engine.load(taskFiles);
    const isOwn = (file: string): boolean => file.startsWith(`${name}/`) && !file.startsWith(`${name}/expected/`);
    own = new Set(loaded.filter(({ filePath }) => isOwn(filePath)).map(({ id }) => id));
  });

  test.each(runs)(
    "$task",
    async ({ task, payload, output, error, ran, payloads = {}, anew = {}, steady = [], metadata }) => {
      const ended =
        error === undefined ? { status: "COMPLETED", output } : { status: "FAILED", error: { message: error } };
      const expectPayloads = (runs: readonly RunRecord[], id: string): void =>
        expect(runs.filter(({ taskId }) => taskId === id).map((one) => one.payload)).toEqual(payloads[id]);
      const run = async (more: Readonly<Record<string, number>> = {}): Promise<RunTree> => {
        const tree = await engine.run(task, payload);
        expect(tree.root).toMatchObject(ended);
        if (metadata) expect(tree.root.metadata).toEqual(metadata);
        const counted = counts(tree.runs.filter(({ taskId }) => own.has(taskId)));
        for (const [id, count] of Object.entries(more)) {
          const above = (counted[id] ?? 0) - (ran[id] ?? 0);
          if (above > 0 && above <= count) counted[id] = ran[id] ?? 0;
        }
        expect(counted).toEqual(ran);
        return tree;
      };
      await engine.reset();
      const { runs: all } = await run();
      for (const id of Object.keys(payloads)) expectPayloads(all, id);
      for (const { taskId, index, atWait } of waitsOf(all)) {
        await engine.reset();
        await engine.fail({ kind: "crash", taskId, index, attempt: 1, atWait });
        const { runs: resumed } = await run(anew);
        expect(
          resumed.filter(({ attempts }) => attempts.length === 2),
          `${taskId} ${index} ${atWait}`,
        ).toHaveLength(1);
        for (const id of steady) expectPayloads(resumed, id);
      }
    },
  );
});

const counts = (runs: readonly RunRecord[]): Record<string, number> => {
  const by: Record<string, number> = {};
  for (const { taskId } of runs) by[taskId] = (by[taskId] ?? 0) + 1;
  return by;
};

/** Each wait of each run: where it can be crashed. */
function waitsOf(runs: readonly RunRecord[]): { taskId: string; index: number; atWait: number }[] {
  return runs.flatMap((run) => {
    const index = runs.filter(({ taskId }) => taskId === run.taskId).indexOf(run);
    return run.waits.map(({ number }) => ({ taskId: run.taskId, index, atWait: number }));
  });
}
