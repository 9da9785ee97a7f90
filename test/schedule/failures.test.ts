import { rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Engine, type RunRecord, startEngine } from "../../src/engine/index.js";
import { compileFlows } from "./compiled.js";
import { nameOf, type TestFlow } from "./flows.js";

// What a failure and a crash come to, in each shape of a graph.

const flow = (needs: readonly (readonly number[])[]): TestFlow => ({
  needs,
  reads: needs.map(() => "all"),
  kind: "orchestrator",
  seconds: needs.map((_, node) => 10 + node),
  failing: [],
  policies: needs.map(() => "halt"),
  asked: needs.map(() => []),
  conditional: [],
  unwanted: [],
  readAtEnd: "all",
});

const shapes = {
  waves: flow([[], [], [0, 1], [0, 1]]),
  lanes: flow([[], [], [0], [1], [2, 3]]),
  // Three nodes pull the first: the last of them reads it from further back.
  pull: flow([[], [], [0], [0, 1], [1], [0, 2, 4]]),
};
const ids = Object.keys(shapes);
const config = resolve("node_modules/.cache/flowgen-tests", `retries-${process.pid}.mjs`);
let engine: Engine;
let remove = (): void => undefined;

beforeAll(async () => {
  const compiled = await compileFlows(Object.values(shapes));
  ({ remove } = compiled);
  writeFileSync(config, 'export default { project: "flows", retries: { default: { maxAttempts: 3 } } };\n');
  engine = await startEngine({
    projectDir: process.cwd(),
    taskFiles: compiled.taskFiles,
    configFile: config,
    time: "virtual",
    environment: "PRODUCTION",
  });
});
afterEach(async () => {
  await engine.clearFaults();
  await engine.reset();
});
afterAll(async () => {
  await engine?.close();
  remove();
  rmSync(config, { force: true });
});

const inputOf = ({ seconds }: TestFlow, failing: readonly string[]): object => ({
  seconds: Object.fromEntries(seconds.map((time, node) => [nameOf(node), time])),
  failing,
  unwanted: [],
});

async function run(shape: keyof typeof shapes, failing: readonly string[] = []) {
  const { root, runs } = await engine.run(`flow-${ids.indexOf(shape)}`, inputOf(shapes[shape], failing));
  const works = runs.filter(({ taskId }) => taskId === "work");
  return { root, runs, names: works.map(nameOfRun).sort() };
}

const nameOfRun = ({ payload }: RunRecord): string =>
  typeof payload === "object" && payload !== null && "name" in payload ? String(payload.name) : "";

describe("a track that fails", () => {
  test.each([
    ["waves", ["n0", "n1"]],
    ["lanes", ["n0", "n1", "n3"]],
    ["pull", ["n0", "n1", "n4"]],
  ] as const)(
    "in %s ends the orchestrator with its own message, and nothing that needs it begins",
    async (shape, ran) => {
      const { root, names } = await run(shape, ["n0"]);
      expect(root).toMatchObject({ status: "FAILED", error: { message: "Error in work: n0 fails" } });
      expect(names).toEqual(ran);
      expect(root.attempts).toHaveLength(1);
    },
  );

  test("runs once, whoever pulls it, and everyone who does hears of it", async () => {
    const { runs } = await run("pull", ["n0"]);
    const regions = runs.filter(({ taskId }) => taskId.startsWith("flow-2."));
    const failed = regions.filter(({ output }) => JSON.stringify(output).includes('"message":"n0 fails"'));
    // Its own region and the three that pull it, and what needs these; each completed, so none gave up its key.
    expect(regions.map(({ status }) => status)).toEqual(regions.map(() => "COMPLETED"));
    expect(failed.map(({ taskId }) => taskId).sort()).toEqual(
      regions
        .map(({ taskId }) => taskId)
        .filter((id) => !["flow-2.n1", "flow-2.n4"].includes(id))
        .sort(),
    );
    expect(runs.filter((one) => nameOfRun(one) === "n0" && one.taskId === "work")).toHaveLength(1);
  });
});

describe("a crash", () => {
  const taskIds = {
    waves: ["flow-0"],
    lanes: ["flow-1", "flow-1.n0-to-n2", "flow-1.n1-to-n3"],
    pull: ["flow-2", "flow-2.n0", "flow-2.n3", "flow-2.n5"],
  };
  const cases = Object.entries(taskIds).flatMap(([shape, tasks]) =>
    tasks.map((taskId) => [taskId, shape as keyof typeof shapes] as const),
  );

  test.each(cases)("of %s, in %s, is retried, and no track runs again", async (taskId, shape) => {
    await engine.fail({ kind: "crash", outOfMemory: false, taskId, attempt: 1, atWait: 1 });
    const { root, runs, names } = await run(shape);
    expect(root.status).toBe("COMPLETED");
    expect(runs.filter((one) => one.taskId === taskId).map(({ attempts }) => attempts.length)).toEqual([2]);
    expect(names).toEqual(shapes[shape].needs.map((_, node) => nameOf(node)));
  });

  test("of an orchestrator after a track has failed runs nothing again", async () => {
    await engine.fail({ kind: "crash", taskId: "flow-1", attempt: 1, atWait: 1 });
    const { root, names } = await run("lanes", ["n2"]);
    expect(root).toMatchObject({ status: "FAILED", error: { message: "Error in work: n2 fails" } });
    expect(names).toEqual(["n0", "n1", "n2", "n3"]);
  });
});
