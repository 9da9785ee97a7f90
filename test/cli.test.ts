import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { mailFlow, makeProject, readTree } from "./support/project.js";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

function flowgen(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, stdout, stderr };
}

test("a build is silent when all is well, and a check agrees", () => {
  const root = makeProject(mailFlow);
  expect(flowgen(root, "build")).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(flowgen(root, "build")).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(flowgen(root, "check")).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("a dry run says what it would do, and does nothing", () => {
  const root = makeProject(mailFlow);
  const before = readTree(root);
  const { status, stdout } = flowgen(root, "build", "--dry-run", "--no-typecheck");
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: ["FLOWS.md", "contracts.ts", "orchestrators/mail-orchestrator.ts", "tracks/mail-track.ts"]
      .map((path) => `create generated/${path}\n`)
      .join(""),
  });
  expect(readTree(root)).toEqual(before);
});

test("a check of stale output ends with 1 and shows the difference", () => {
  const root = makeProject(mailFlow);
  flowgen(root, "build", "--no-typecheck");
  const path = join(root, "definitions/mail.ts");
  writeFileSync(path, readFileSync(path, "utf8").replace("to: input.to })", "to: input.to.trim() })"));
  const { status, stdout, stderr } = flowgen(root, "check", "--no-typecheck");
  expect(status).toBe(1);
  expect(stdout).toContain("--- a/generated/tracks/mail-track.ts\n+++ b/generated/tracks/mail-track.ts\n");
  const changed = stdout.split("\n").filter((line) => /^[+-] /.test(line));
  expect(changed.map((line) => line.trim())).toEqual([
    "-        { text: writeMail.text, to: input.to },",
    "+        { text: writeMail.text, to: input.to.trim() },",
  ]);
  expect(stderr).toContain("generated/tracks/mail-track.ts is out of date.");
});

test("a mistake ends with 1, with the place and the way out, and leaves the disk as it was", () => {
  const root = makeProject({
    "definitions/mail.ts": mailFlow["definitions/mail.ts"].replace('taskName: "send-mail"', 'taskName: "send-male"'),
  });
  const before = readTree(root);
  const { status, stdout, stderr } = flowgen(root, "build", "--no-typecheck");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toContain("definitions/mail.ts:15:17 error unknown-task");
  expect(stderr).toContain('Did you mean "send-mail"?');
  expect(readTree(root)).toEqual(before);
});

test("--json prints the result for programs, with positions from one", () => {
  const root = makeProject({
    "definitions/mail.ts": mailFlow["definitions/mail.ts"].replace('taskName: "send-mail"', 'taskName: "send-male"'),
  });
  const { status, stdout, stderr } = flowgen(root, "build", "--no-typecheck", "--json");
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(JSON.parse(stdout)).toEqual({
    ok: false,
    diagnostics: [
      {
        severity: "error",
        code: "unknown-task",
        message: 'There is no task "send-male" in the registry.',
        help: "Add its contract to the registry, or correct the name.",
        file: "definitions/mail.ts",
        line: 15,
        column: 17,
        endLine: 15,
        endColumn: 28,
        suggestions: ["send-mail"],
        related: [],
      },
    ],
    written: [],
    removed: [],
  });
});

test("what a definition prints goes to standard error", () => {
  const root = makeProject({
    "definitions/mail.ts": `${mailFlow["definitions/mail.ts"]}\nconsole.log("hello from a definition");\n`,
  });
  const { stdout, stderr } = flowgen(root, "build", "--no-typecheck", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ ok: true });
  expect(stderr).toBe("hello from a definition\n");
});

test("--cwd and --config say where", () => {
  const root = makeProject({
    "flows/mail.ts": mailFlow["definitions/mail.ts"],
    "other.config.ts":
      'import { defineConfig } from "flowgen";\nexport default defineConfig({ definitions: "flows", output: "src/made" });\n',
  });
  expect(
    flowgen(join(root, ".."), "build", "--cwd", root, "--config", "other.config.ts", "--no-typecheck").status,
  ).toBe(0);
  expect(Object.keys(readTree(join(root, "src/made")))).toContain("tracks/mail-track.ts");
});

test.each([
  ["an unknown command", ["biuld"], "(Did you mean build?)"],
  ["an unknown option", ["build", "--dryrun"], "(Did you mean --dry-run?)"],
  ["an argument too many", ["build", "mail"], "too many arguments"],
])("%s ends with 2", (_, args, said) => {
  const { status, stderr } = flowgen(makeProject({}), ...args);
  expect(status).toBe(2);
  expect(stderr).toContain(said);
});

test.each([[["--help"]], [["build", "--help"]], [["check", "--help"]], [["run", "--help"]]])(
  "%s teaches by example",
  (args) => {
    const { status, stdout } = flowgen(makeProject({}), ...args);
    expect(status).toBe(0);
    expect(stdout).toMatch(/\$ flowgen (build|check|run)/);
  },
);
