import { applyMetadataOperations, type RunMetadataChangeOperation } from "@trigger.dev/core/v3";
import { afterAll, afterEach, beforeAll, expect, expectTypeOf, test, vi } from "vitest";
import { type Engine, startEngine } from "../src/engine/index.js";
import {
  readSiteOrchestratorProgress,
  type SiteOrchestratorProgress,
} from "./cases/progress/expected/progress/site-orchestrator.js";
import { readSitesOrchestratorProgress } from "./cases/progress/expected/progress/sites-orchestrator.js";
import { bundleCase } from "./support/bundle-case.js";

// What a graph says of its progress while it runs, read by the generated readers of the case `progress`.

/** However busy the machine is. */
const PATIENCE = { timeout: 20_000, interval: 20 };

let engine: Engine;

beforeAll(async () => {
  const { taskFiles, configFile } = await bundleCase("progress", { to: "progress" });
  engine = await startEngine({ projectDir: process.cwd(), taskFiles, configFile, time: "virtual" });
});
afterEach(async () => await engine.reset());
afterAll(async () => await engine?.close());

/** Keeps the runs of a task from ending until it is called. */
async function hold(taskId: string, isHeld: (payload: unknown) => boolean = () => true): Promise<() => void> {
  let release = (): void => undefined;
  const released = new Promise<void>((settle) => (release = settle));
  await engine.mock(taskId, async (payload) => {
    if (isHeld(payload)) await released;
    return { mail: "m", logo: "l", text: "t" };
  });
  return release;
}

const metadataOf = async (runId: string) => (await engine.runTree(runId)).root.metadata;

const statesOf = (progress: Readonly<Record<string, { readonly state: string }>>): Record<string, string> =>
  Object.fromEntries(Object.entries(progress).map(([node, { state }]) => [node, state]));

test("nodes of one wave and of lanes end one by one", async () => {
  await engine.mock("fetch_page", () => ({ text: "a page" }));
  const release = await hold("check_mail");
  const run = await engine.trigger("site-orchestrator", { site: "s" });
  await vi.waitFor(async () => {
    expect(statesOf(readSiteOrchestratorProgress(await metadataOf(run)))).toEqual({
      PagesTrack: "done",
      Mail: "running",
      Logo: "done",
      LookTrack: "running",
      report: "waiting",
    });
  }, PATIENCE);
  const { PagesTrack } = readSiteOrchestratorProgress(await metadataOf(run));
  expect(PagesTrack.items).toEqual({ fetch_page: { done: 3, failed: 0, total: 3 } });
  release();
  const { root } = await engine.waitForRun(run);
  expect(new Set(Object.values(statesOf(readSiteOrchestratorProgress(root.metadata))))).toEqual(new Set(["done"]));
});

test("a track of a wave is done before the wave is, and what runs inside another is read by its place", async () => {
  const release = await hold("fetch_page", (payload) => JSON.stringify(payload).includes("o/"));
  const run = await engine.trigger("sites-orchestrator", { site: "s", other: "o" });
  await vi.waitFor(async () => {
    expect(statesOf(readSitesOrchestratorProgress(await metadataOf(run)))).toEqual({
      WarmTrack: "done",
      Site: "done",
      "Other site": "running",
      Last: "waiting",
    });
  }, PATIENCE);
  const metadata = await metadataOf(run);
  const other = readSiteOrchestratorProgress(metadata, "sites-orchestrator/Other site");
  expect(other.PagesTrack).toEqual({ state: "running", items: { fetch_page: { done: 0, failed: 0, total: 3 } } });
  expect(statesOf(other)).toMatchObject({ Logo: "done", Mail: "waiting", report: "waiting" });
  expect(readSiteOrchestratorProgress(metadata, "sites-orchestrator/Site").report.state).toBe("done");
  expect(new Set(Object.values(statesOf(readSiteOrchestratorProgress(metadata))))).toEqual(new Set(["waiting"]));
  release();
  await engine.waitForRun(run);
});

test("a failed node shows as failed, what needs it as waiting", async () => {
  await engine.fail({ kind: "throw", taskId: "find_logo", message: "no logo" });
  const { root } = await engine.run("site-orchestrator", { site: "s" });
  expect(root.status).toBe("FAILED");
  expect(statesOf(readSiteOrchestratorProgress(root.metadata))).toEqual({
    PagesTrack: "done",
    Mail: "done",
    Logo: "failed",
    LookTrack: "waiting",
    report: "waiting",
  });
});

test("what is done stays done while a crashed parent is retried", async () => {
  await engine.fail({ kind: "crash", taskId: "site-orchestrator.pages-to-mail", attempt: 1, atWait: 2 });
  await engine.mock("fetch_page", () => ({ text: "a page" }));
  const release = await hold("check_mail");
  const run = await engine.trigger("site-orchestrator", { site: "s" });
  const stateOf = async () => readSiteOrchestratorProgress(await metadataOf(run)).PagesTrack.state;
  await vi.waitFor(async () => expect(await stateOf()).toBe("done"), PATIENCE);
  const seen = new Set<string>();
  const ended = engine.waitForRun(run);
  release();
  for (let isOver = false; !isOver;) {
    seen.add(await stateOf());
    isOver = (await engine.runTree(run)).root.endedAt !== undefined;
  }
  expect(seen).toEqual(new Set(["done"]));
  const { runs } = await ended;
  expect(runs.find(({ taskId }) => taskId === "site-orchestrator.pages-to-mail")?.attempts).toHaveLength(2);
});

test("updates of several runs may arrive in any order", () => {
  const graph = "site-orchestrator";
  const updates: RunMetadataChangeOperation[] = [
    { type: "set", key: `running ${graph}: PagesTrack`, value: ["PagesTrack", "Mail"] },
    { type: "set", key: `${graph}: PagesTrack`, value: "done" },
    { type: "set", key: `${graph}: Mail`, value: "failed" },
    { type: "delete", key: `running ${graph}: PagesTrack` },
  ];
  for (const order of permutations(updates)) {
    const { newMetadata } = applyMetadataOperations({}, order);
    expect(statesOf(readSiteOrchestratorProgress(newMetadata))).toMatchObject({ PagesTrack: "done", Mail: "failed" });
  }
});

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

test("metadata of something else, or none, say that all is waiting", () => {
  const foreign = {
    "site-orchestrator: PagesTrack": "walking",
    "running site-orchestrator: Mail": "Mail",
    "counted site-orchestrator/PagesTrack: fetch_page": { done: 1 },
    "running site-orchestrator: Logo": [1, null],
    progress: 0.5,
  };
  for (const metadata of [undefined, {}, foreign]) {
    const progress = readSiteOrchestratorProgress(metadata);
    expect(new Set(Object.values(statesOf(progress)))).toEqual(new Set(["waiting"]));
    expect(progress.PagesTrack.items.fetch_page).toBeUndefined();
  }
});

test("the reader has a name for each node and each step", () => {
  expectTypeOf<keyof SiteOrchestratorProgress>().toEqualTypeOf<
    "PagesTrack" | "Mail" | "Logo" | "LookTrack" | "report"
  >();
  expectTypeOf<SiteOrchestratorProgress["Mail"]["state"]>().toEqualTypeOf<
    "waiting" | "running" | "done" | "failed" | "skipped"
  >();
  expectTypeOf<SiteOrchestratorProgress["PagesTrack"]["items"]>().toEqualTypeOf<{
    fetch_page: { done: number; failed: number; total: number } | undefined;
  }>();
});
