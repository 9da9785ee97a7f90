import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Engine, startEngine } from "../src/engine/index.js";
import { bundleCase } from "./support/bundle-case.js";

// What the retries of a generated parent are for: its own errors, not those of its children.

let engine: Engine;

beforeAll(async () => {
  const { taskFiles, configFile } = await bundleCase("orchestrators", { to: "retries" });
  engine = await startEngine({ projectDir: process.cwd(), taskFiles, configFile, time: "virtual" });
});
afterEach(async () => {
  await engine.clearFaults();
  await engine.reset();
});
afterAll(async () => await engine?.close());

const order = { orderId: "A7", amount: 20 };

test("a parent that throws an error of its own is retried", async () => {
  await engine.fail({ kind: "throw", taskId: "order-orchestrator", attempt: 1, message: "503" });
  const { root, runs } = await engine.run("order-orchestrator", order);
  expect(root).toMatchObject({ status: "COMPLETED", output: { sent: true }, attempts: [{ number: 1 }, { number: 2 }] });
  for (const taskId of ["check_stock", "reserve", "charge_card", "ship", "notify"])
    expect(runs.filter((run) => run.taskId === taskId)).toHaveLength(1);
});

test("a parent whose child has failed is not retried", async () => {
  await engine.fail({ kind: "throw", taskId: "ship", message: "no van" });
  const { root, runs } = await engine.run("order-orchestrator", order);
  expect(root.status).toBe("FAILED");
  const parents = runs.filter(({ taskId }) => !["check_stock", "reserve", "charge_card", "ship"].includes(taskId));
  expect(parents.map(({ attempts }) => attempts.length)).toEqual(parents.map(() => 1));
});
