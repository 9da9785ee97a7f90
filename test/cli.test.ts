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
  ["a folder that is not there", ["tasks", "--cwd", "packages/nowhere"], "There is no such folder."],
])("%s ends with 2", (_, args, said) => {
  const { status, stderr } = flowgen(makeProject({}), ...args);
  expect(status).toBe(2);
  expect(stderr).toContain(said);
});

test("tasks lists ids, contracts and where each is implemented", () => {
  const root = makeProject({
    ...mailFlow,
    "trigger.config.ts": 'export default { project: "p", dirs: ["src"], maxDuration: 60 };\n',
    "src/mail.ts":
      'import { task } from "@trigger.dev/sdk";\n\n' +
      'export const write = task({ id: "write-mail", run: async () => ({ text: "" }) });\n' +
      'const other = task({ id: "other", run: async () => 1 });\n',
  });
  expect(flowgen(root, "tasks")).toEqual({
    status: 0,
    stderr: "",
    stdout: [
      "TASK        IMPLEMENTED IN                CONTRACT",
      "other       src/mail.ts:4 (not exported)  no contract",
      "send-mail   not found                     { text: string; to: string; } → { messageId: string; }",
      "write-mail  src/mail.ts:3                 { about: string; } → { text: string; }",
      "",
    ].join("\n"),
  });
  const { tasks } = JSON.parse(flowgen(root, "tasks", "--json").stdout);
  expect(tasks[2]).toEqual({
    id: "write-mail",
    contract: { file: "definitions/mail.ts", line: 5, payload: "{ about: string; }", output: "{ text: string; }" },
    implementations: [{ file: "src/mail.ts", line: 3, name: "write", isExported: true }],
  });
});

test("tasks shows the contracts of tasks that exist as their types", () => {
  const root = makeProject({
    "definitions/flow.ts":
      'import { createFlow } from "flowgen";\nimport type { Tasks } from "../generated/tasks.js";\n\n' +
      "export const { defineTrack } = createFlow<Tasks>();\n",
    "trigger.config.ts": 'export default { project: "p", dirs: ["src"], maxDuration: 60 };\n',
    "src/mail.ts":
      'import { task } from "@trigger.dev/sdk";\n\nexport default task({\n  id: "send-mail",\n' +
      "  run: async ({ to }: { to: string }) => ({ ids: [to] }),\n});\n",
    "src/plain.js":
      'import { task } from "@trigger.dev/sdk";\n\nexport const plain = task({ id: "plain", run: () => 1 });\n',
  });
  expect(flowgen(root, "tasks")).toEqual({
    status: 0,
    stderr: "",
    stdout: [
      "TASK       IMPLEMENTED IN  CONTRACT",
      "plain      src/plain.js:3  no contract",
      "send-mail  src/mail.ts:3   { to: string; } → { ids: string[]; }",
      "",
    ].join("\n"),
  });
});

test("tasks of a project without definitions says so, and no more", () => {
  const { status, stdout, stderr } = flowgen(makeProject({}), "tasks");
  expect([status, stdout]).toEqual([1, ""]);
  expect(stderr).toMatch(/no-definitions[\s\S]*1 error\.\n$/);
});

test.each([[["--help"]], [["build", "--help"]], [["check", "--help"]]])("%s teaches by example", (args) => {
  const { status, stdout } = flowgen(makeProject({}), ...args);
  expect(status).toBe(0);
  expect(stdout).toMatch(/\$ flowgen (build|check)/);
});

const lanes = {
  "definitions/lanes.ts": `import { createFlow, defineTasks } from "flowgen";
import { z } from "zod";

const text = z.object({ text: z.string() });
const { defineOrchestrator } = createFlow(defineTasks({ work: { input: text, output: text } }));

export const lanes = defineOrchestrator({
  name: "Lanes",
  input: text,
  tracks: ["a", "b", "c", "d", "e"].map((name) => ({ taskName: "work" as const, name })),
  trackDependencies: { c: ["a"], d: ["b"], e: ["c", "d"] },
  trackInputMappings: { c: (_, input) => input, d: (_, input) => input, e: (_, input) => input },
});
`,
  "seconds.json": JSON.stringify({ a: 10, b: 1, c: 1, d: 10 }),
};

test("explain shows the plan as a tree, and with durations what to expect of it", () => {
  const root = makeProject(lanes);
  const { status, stdout, stderr } = flowgen(
    root,
    "explain",
    "Lanes",
    "--durations",
    "seconds.json",
    "--overhead",
    "0",
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toBe(`Lanes orchestrator, eager
series everything of one needs everything of the one before
├─ wave nothing of one needs anything of another
│  ├─ a → c region lanes.a-to-c
│  │  └─ series everything of one needs everything of the one before
│  │     ├─ a
│  │     └─ c
│  └─ b → d region lanes.b-to-d
│     └─ series everything of one needs everything of the one before
│        ├─ b
│        └─ d
└─ e
5 tracks, 2 runs added, at most 5 open at once, depth 2, no false waits
critical path 11 s: a → c
expected 11 s, in waves 20 s, with 0 s for every start and resume
without a duration, counted as 0: e
`);
});

test("explain prints the same as JSON, with the advice where waves are faster", () => {
  const root = makeProject(lanes);
  const { stdout } = flowgen(root, "explain", "--json", "--durations", "seconds.json", "--overhead", "100");
  const { graphs, diagnostics } = JSON.parse(stdout);
  expect(diagnostics).toEqual([]);
  expect(graphs).toMatchObject([
    {
      id: "lanes",
      schedule: "eager",
      addedRuns: 2,
      mostOpen: 5,
      falseWaits: [],
      plan: {
        kind: "series",
        parts: [{ kind: "wave", parts: [{ kind: "region", id: "lanes.a-to-c" }, {}] }, { name: "e" }],
      },
      expected: { plan: 811, waves: 620, advice: expect.stringContaining('set `schedule: "waves"`') },
    },
  ]);
});

test("explain says what is wrong with what it is given", () => {
  const root = makeProject({ ...lanes, "wrong.json": '{ "a": "long" }' });
  expect(flowgen(root, "explain", "Lane")).toMatchObject({
    status: 2,
    stderr: 'flowgen: there is no orchestrator or composite track "Lane". Did you mean Lanes?\n',
  });
  const { status, stderr } = flowgen(root, "explain", "--durations", "wrong.json");
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining('wrong.json is wrong at "a": Invalid input: expected number, received string.'),
  });
});

test("a warning is said, and the output is written", () => {
  const many = lanes["definitions/lanes.ts"].replace(
    '["a", "b", "c", "d", "e"]',
    '[..."abcdefghijklmnopqrstuvwxyzABCDE"]',
  );
  const root = makeProject({ "definitions/lanes.ts": many });
  const { status, stderr } = flowgen(root, "build", "--no-typecheck");
  expect(status).toBe(0);
  expect(stderr).toContain("warning many-open-runs");
  expect(stderr).not.toContain("nothing was written");
  // Where nothing has changed, nothing is built, and the warning is said all the same.
  expect(flowgen(root, "build", "--no-typecheck")).toMatchObject({ status: 0, stderr });
  expect(readTree(join(root, "generated"))).toHaveProperty("orchestrators/lanes.ts");
});

test.each([
  [["--help"]],
  [["build", "--help"]],
  [["check", "--help"]],
  [["explain", "--help"]],
  [["run", "--help"]],
  [["tasks", "--help"]],
])("%s teaches by example", (args) => {
  const { status, stdout } = flowgen(makeProject({}), ...args);
  expect(status).toBe(0);
  expect(stdout).toMatch(/\$ flowgen (build|check|explain|run|tasks)/);
});
