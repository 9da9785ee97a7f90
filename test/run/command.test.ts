import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { flowgenRun, project } from "./support/flowgen-run.js";

// Each test is a process of its own that loads the SDK: a few at a time.
vi.setConfig({ maxConcurrency: 3 });

describe("flowgen run", { concurrent: true }, () => {
  test("prints the output alone on standard output, and what happens on standard error", async () => {
    const root = project();
    const { status, stdout, stderr } = await flowgenRun(root, [
      "greet-all",
      "--payload",
      '{"names":["Ann","twice","Cy","Di","Ed"]}',
    ]);
    expect(stderr).toContain("greet #2 failed: RangeError: There is nobody.; retry in 0.1s");
    expect(stderr).toMatch(/✔ greet-all [\d.]+s\n└─ ✔ greet × 5 1 retried, [\d.]+s\n/);
    expect(stderr).toMatch(/✔ greet-all completed in [\d.]+s \(6 runs, 1 retried\)\n$/);
    expect(JSON.parse(stdout)).toEqual(["Ann", "twice", "Cy", "Di", "Ed"].map((name) => `Hello, ${name}`));
    expect(status).toBe(0);
    // Nothing is left behind.
    expect(readdirSync(join(root, "node_modules/.cache/flowgen"))).toEqual([]);
  });

  test("takes the payload from standard input, and shows what tasks log", async () => {
    const { status, stdout, stderr } = await flowgenRun(project(), ["greet", "--logs"], { input: '{"name":"Ann"}\n' });
    expect(stderr).toContain('greet │ greeting {"name":"Ann"}');
    expect(JSON.parse(stdout)).toEqual({ greeting: "Hello, Ann" });
    expect(status).toBe(0);
  });

  test("tells of a failure where it is in the sources, and ends with 1", async () => {
    const root = project();
    writeFileSync(join(root, "payload.json"), '{"name":"nobody"}');
    const { status, stdout, stderr } = await flowgenRun(root, ["greet", "--payload-file", "payload.json"]);
    expect(stdout).toBe("");
    expect(stderr).toContain("✖ greet failed in attempt 2");
    expect(stderr).toContain("RangeError: There is nobody.");
    expect(stderr).toMatch(/at .*tasks\/greet\.ts:8:\d+/);
    expect(status).toBe(1);
  });

  test("skips waits in virtual time, gives tasks the folder and the variables of the project", async () => {
    const root = project();
    const { status, stdout, stderr } = await flowgenRun(join(root, ".."), ["later", "--virtual-time", "--cwd", root]);
    expect(JSON.parse(stdout)).toEqual({ cwd: root, stage: "local" });
    expect(stderr).toContain("completed in 2d 00h");
    expect(status).toBe(0);
  });

  test("--json prints the tree of runs, and nothing else", async () => {
    const { status, stdout, stderr } = await flowgenRun(project(), [
      "greet-all",
      "--json",
      "--payload",
      '{"names":["Ann"]}',
    ]);
    const { ok, root, runs } = JSON.parse(stdout);
    expect(ok).toBe(true);
    expect(root).toMatchObject({ taskId: "greet-all", status: "COMPLETED", output: ["Hello, Ann"] });
    expect(runs[1]).toMatchObject({
      taskId: "greet",
      parentId: root.id,
      payload: { name: "Ann" },
      attempts: [{ number: 1 }],
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  test("--slots finds a deadlock, and says who holds and who waits", async () => {
    const { status, stderr } = await flowgenRun(project(), ["patient", "--slots", "1"]);
    expect(stderr).toContain("Deadlock: all 1 slots are held");
    expect(stderr).toContain("patient holds a slot and waits\n  stubborn waits for a slot");
    expect(status).toBe(1);
  });

  test("a terminal gets a tree that is drawn again as it grows, and the tree as it ended", async () => {
    const { status, stdout, stderr } = await flowgenRun(
      project(),
      ["greet-all", "--payload", '{"names":["Ann","twice"]}'],
      { terminal: true },
    );
    // Every frame but the last is erased.
    expect(stripVTControlCharacters(stderr)).not.toBe(stderr);
    expect(stderr.match(/greet-all [\d.]+s/g)?.length).toBeGreaterThan(1);
    expect(stderr).not.toContain("greet-all started");
    expect(stderr).toMatch(
      /✔ greet-all [\d.]+s\n├─ ✔ greet [\d.]+s\n└─ ✔ greet 2 attempts, [\d.]+s\n\n✔ greet-all completed/,
    );
    expect(JSON.parse(stdout)).toHaveLength(2);
    expect(status).toBe(0);
  });

  test("prints values that JSON has no notation for", async () => {
    const { status, stdout } = await flowgenRun(project(), ["counts"]);
    expect(JSON.parse(stdout)).toEqual({ bytes: "100000000000000000000", by: { a: 1 } });
    expect(status).toBe(0);
  });

  test("a token without a timeout ends virtual time, and says so", async () => {
    const { status, stderr } = await flowgenRun(project(), ["asks", "--virtual-time"]);
    expect(stderr).toContain("Nothing can go on: nobody completes a token, and it has no timeout.\n  asks waiting\n");
    expect(status).toBe(1);
  });

  test("a token is completed from outside, by the command that is shown", async () => {
    let posted: Promise<Response> | undefined;
    const { status, stdout } = await flowgenRun(project(), ["asks"], {
      onOutput(printed) {
        const [, url] = /curl --json '{}' (\S+)\n/.exec(printed) ?? [];
        if (url !== undefined) posted ??= fetch(url, { method: "POST", body: "{}" });
      },
    });
    expect((await posted)?.status).toBe(200);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "true\n" });
  });
});
