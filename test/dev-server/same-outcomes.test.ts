import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CliEngine, startCliEngine } from "../../src/dev-server/start-cli-engine.js";
import type { RunTree } from "../../src/engine/index.js";
import { type ProjectEngine, startProjectEngine } from "../../src/run/project-engine.js";
import { outcomeOf } from "./outcome.js";
import { makeDevProject } from "./project.js";

// The check of our emulation: the real `trigger dev`, with its bundler and its workers, against this engine's API; and
// the same runs in process. Start-up is paid once.

interface Case {
  readonly task: string;
  readonly payload: unknown;
  readonly status: string;
  readonly output?: unknown;
  /** Of the whole tree. For generated code it is the planner's affair, and only has to be the same. */
  readonly runs?: number;
}

const order = { orderId: "o1", amount: 60 };

const CASES: readonly Case[] = [
  {
    task: "mixed-batch",
    payload: {},
    status: "COMPLETED",
    output: [
      2,
      { name: "RangeError", of: "always-fails" },
      { name: "AbortTaskRunError", of: "aborts" },
      { name: "TASK_PROCESS_EXITED_WITH_NON_ZERO_CODE", of: "exits" },
      { attempt: 2 },
      4,
    ],
    runs: 7,
  },
  // Generated code: waves and regions, and a graph without lanes, whose nodes attach to each other's runs.
  { task: "order-orchestrator", payload: order, status: "COMPLETED", output: { sent: true } },
  {
    task: "compare-orchestrator",
    payload: order,
    status: "COMPLETED",
    output: { isLargerInStock: false, isSmallerInStock: true, sent: true },
  },
  {
    task: "n-shape",
    payload: { url: "u", slogan: "go" },
    status: "COMPLETED",
    output: {
      PageTrack: { html: "<p>u</p>", title: "title of u" },
      GermanTrack: { text: "de: go" },
      SummaryTrack: { text: "short <p>u</p>" },
      PictureTrack: { pictureUrl: "picture of title of u: de: go" },
    },
  },
  { task: "thumbnail-track", payload: { url: "u" }, status: "COMPLETED", output: { image: "u@0.5.webp" } },
  // Its first step takes anything, its second has a schema.
  { task: "thumbnail-track", payload: { url: 7 }, status: "FAILED" },
  // What depends on keys, tokens, processes, sizes.
  { task: "keys", payload: {}, status: "COMPLETED", output: { isSame: true, output: 6, isNew: true }, runs: 4 },
  { task: "shared", payload: {}, status: "COMPLETED", output: [42, 42], runs: 4 },
  { task: "token", payload: {}, status: "COMPLETED", output: { completed: 42, timedOut: false }, runs: 2 },
  { task: "cancels", payload: {}, status: "COMPLETED", output: "CANCELED", runs: 2 },
  { task: "tells", payload: {}, status: "COMPLETED", output: "begun", runs: 2 },
  { task: "large", payload: {}, status: "COMPLETED", output: { length: 600_000 }, runs: 2 },
  { task: "resumes", payload: {}, status: "COMPLETED", output: 30, runs: 3 },
  { task: "strict", payload: { count: "three" }, status: "FAILED", runs: 1 },
  { task: "always-fails", payload: undefined, status: "FAILED", runs: 1 },
  { task: "exits", payload: undefined, status: "CRASHED", runs: 1 },
  // Last: a process of the CLI that has seen this refuses every later wait, when processes are kept.
  { task: "parallel-waits", payload: undefined, status: "SYSTEM_FAILURE", runs: 3 },
];

describe("the real trigger dev and the engine in process", { timeout: 120_000 }, () => {
  let cli: CliEngine | undefined;
  let inProcess: ProjectEngine | undefined;
  let project = "";
  const warnings: string[] = [];
  /** Six seconds, of which nothing is to be waited for. */
  let longWait: Promise<RunTree> | undefined;

  const engines = (): { readonly cli: CliEngine; readonly inProcess: ProjectEngine } => {
    if (!cli || !inProcess) throw new Error("the engines have started");
    return { cli, inProcess };
  };

  beforeAll(async () => {
    project = makeDevProject("dev-server");
    inProcess = await startProjectEngine({ cwd: project, virtualTime: true, onEvent: () => undefined });
    cli = await startCliEngine({
      projectDir: project,
      onEvent: (event) => event.kind === "warning" && warnings.push(event.message),
    });
    longWait = cli.run("long-wait", {});
  }, 240_000);

  afterAll(async () => {
    await cli?.close();
    await inProcess?.close();
  });

  it("find the same tasks", () => {
    const ids = ({ tasks }: Pick<CliEngine, "tasks">): string[] => tasks.map(({ id }) => id).sort();
    expect(ids(engines().cli)).toEqual(ids(engines().inProcess.engine));
  });

  it.each(CASES)("give $task the same outcome: $status", async ({ task, payload, status, output, runs }) => {
    const real = await engines().cli.run(task, payload);
    const ours = await engines().inProcess.engine.run(task, payload);
    expect(real.root).toMatchObject({ status, ...(output !== undefined && { output }) });
    expect(real.runs).toHaveLength(runs ?? ours.runs.length);
    expect(outcomeOf(real)).toEqual(outcomeOf(ours));
  });

  it("wait for longer than five seconds", async () => {
    const ours = await engines().inProcess.engine.run("long-wait", {});
    const real = await longWait;
    expect(real?.root).toMatchObject({ status: "COMPLETED", output: "waited" });
    expect(real && outcomeOf(real)).toEqual(outcomeOf(ours));
  });

  it("get an answer to whatever they ask", () => {
    expect(warnings).toEqual([]);
  });

  it("leave nothing behind, not even of an endless loop", async () => {
    const file = join(project, "pid");
    await engines().cli.trigger("loops", { file });
    await until(() => existsSync(file));
    await engines().cli.close();
    expect(existsSync(join(project, ".trigger"))).toBe(false);
    const pid = Number(readFileSync(file, "utf8"));
    await until(() => !isAlive(pid));
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(50);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
