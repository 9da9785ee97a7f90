import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CliFailure } from "../../src/dev-server/cli-failure.js";
import { CliOutput } from "../../src/dev-server/cli-output.js";
import { StartUp } from "../../src/dev-server/start-up.js";

describe("the start of the command line", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const setUp = (printed = "") => {
    const output = new CliOutput();
    output.add(printed);
    const startUp = new StartUp(output, { logIn: 1_000, register: 2_000 });
    return { startUp, failure: startUp.ready.then(String, (error: unknown) => error) };
  };
  const messageOf = (failure: unknown): string => {
    expect(failure).toBeInstanceOf(CliFailure);
    return failure instanceof CliFailure ? failure.message : "";
  };

  it("is over when the tasks are registered", async () => {
    const { startUp } = setUp();
    startUp.loggedIn();
    startUp.registered();
    vi.advanceTimersByTime(10_000);
    await expect(startUp.ready).resolves.toBeUndefined();
  });

  it("fails when it does not come in", async () => {
    const { failure } = setUp();
    vi.advanceTimersByTime(1_000);
    expect(messageOf(await failure)).toBe("`trigger dev` did not start within 1 s.");
  });

  it("fails when it does not register its tasks, with what it said", async () => {
    const { startUp, failure } = setUp("○ Building local worker…\n");
    vi.advanceTimersByTime(900);
    startUp.loggedIn();
    vi.advanceTimersByTime(2_000);
    expect(messageOf(await failure)).toBe(
      "`trigger dev` did not register the project's tasks within 2 s. It said:\n○ Building local worker…",
    );
  });

  it("does not wait for the file to be mended after a build that failed", async () => {
    const { startUp, failure } = setUp(
      "■  Error: Could not import src/bad.ts\n│  💡 Ask Trigger about this error http://x\n",
    );
    startUp.loggedIn();
    startUp.printed("○ Build failed. Fix the errors above and it will rebuild automatically.\n");
    expect(messageOf(await failure)).toBe(
      "`trigger dev` could not build the project's tasks. It said:\n■  Error: Could not import src/bad.ts",
    );
  });

  it("says what to do about a lockfile that is missing", async () => {
    const { startUp, failure } = setUp("X Error: No lockfile found from /somewhere\n");
    startUp.ended("exit code 1");
    expect(messageOf(await failure)).toBe(
      [
        "`trigger dev` ended before the project's tasks were registered (exit code 1). It said:",
        "X Error: No lockfile found from /somewhere",
        "`trigger dev` needs the lockfile of a package manager: run `npm install` in the project once.",
      ].join("\n"),
    );
  });
});

describe("what the command line printed", () => {
  it("keeps its last lines, whole and without colours", () => {
    const output = new CliOutput();
    for (let i = 1; i <= 40; i++) output.add(`line ${i}\n`);
    output.add("\u001B[31mcut ");
    output.add("in two\u001B[39m\n│\n------\nand a rest");
    const lines = output.tail.split("\n");
    expect(lines[0]).toBe("line 12");
    expect(lines.slice(-3)).toEqual(["line 40", "cut in two", "and a rest"]);
  });
});
