import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { flowgenRun, interruptAt, project } from "./support/flowgen-run.js";

// Each test is a process of its own that loads the SDK: a few at a time.
vi.setConfig({ maxConcurrency: 3 });

describe("a run that is interrupted", { concurrent: true }, () => {
  test("Ctrl-C cancels everything, and says what was going on", async () => {
    const { status, stderr } = await flowgenRun(project(), ["patient", "--logs"], {
      onOutput: interruptAt("I go on"),
    });
    expect(stderr).toContain("Cancelling. This was going on:\n  stubborn running");
    expect(stderr).toMatch(/⊘ patient cancelled.*\n└─ ⊘ stubborn cancelled/);
    expect(status).toBe(1);
  });

  test("a second Ctrl-C ends at once, and leaves nothing behind", async () => {
    const root = project();
    const { status, stderr } = await flowgenRun(root, ["wilful", "--logs"], {
      onOutput: interruptAt("I go on", "Ctrl-C again ends at once."),
    });
    expect(stderr).not.toContain("⊘ wilful");
    expect(readdirSync(join(root, "node_modules/.cache/flowgen"))).toEqual([]);
    expect(status).toBe(1);
  });

  test("Ctrl-C while the tasks are loaded ends at once, and leaves nothing behind", async () => {
    const root = project();
    writeFileSync(join(root, "tasks/slow.ts"), "await new Promise((done) => setTimeout(done, 60_000));");
    const { status, stderr } = await flowgenRun(root, ["patient"], {
      terminal: true,
      onOutput: interruptAt("loading the tasks"),
    });
    expect(stderr).not.toContain("patient");
    expect(stderr.endsWith("loading the tasks…")).toBe(true);
    expect(existsSync(join(root, "node_modules/.cache/flowgen"))).toBe(true);
    expect(readdirSync(join(root, "node_modules/.cache/flowgen"))).toEqual([]);
    expect(status).toBe(1);
  });

  test("an endless loop is ended and told by its task, even after Ctrl-C on a terminal", async () => {
    const { status, stderr } = await flowgenRun(project(), ["spins"], {
      terminal: true,
      onOutput: interruptAt("spins"),
    });
    expect(stderr).toMatch(
      /was held for 10 s by run run_\w+ of task "spins".*: a loop that never ends\? It was ended\.\n/,
    );
    expect(stderr).not.toContain("    at ");
    expect(status).toBe(1);
  });
});
