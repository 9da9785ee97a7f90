import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "../../src/build.js";

// Every example of docs/testing.md is compiled and run as it stands, by the runner that it is written for.

const repository = fileURLToPath(new URL("../..", import.meta.url));
const text = readFileSync(join(repository, "docs/testing.md"), "utf8");
const blocks = (kind: string): string[] =>
  [...text.matchAll(/^```(\w+ \w+)\n(.*?)^```$/gms)].flatMap(([, fence, code = ""]) => (fence === kind ? [code] : []));

let root = "";

beforeAll(async () => {
  // Inside the repository and outside its node_modules, so that `flowgen/testing` is the package itself, as built.
  mkdirSync(join(repository, ".flowgen"), { recursive: true });
  root = mkdtempSync(join(repository, ".flowgen/testing-docs-"));
  for (const code of blocks("ts project")) write(/^\/\/ (\S+)\n/.exec(code)?.[1] ?? "", code);
  write("trigger.config.ts", CONFIG);
  write("tsconfig.json", JSON.stringify({ extends: "../../tsconfig.json", include: ["."], exclude: [] }));
  write("test/orders.test.ts", blocks("ts test").join("\n"));
  write("test/orders.node.mjs", blocks("js node").join("\n"));
  cpSync(join(repository, ".prettierrc.json"), join(root, ".prettierrc.json"));
  const { diagnostics } = await build({ cwd: root, cache: false });
  expect(diagnostics).toEqual([]);
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const CONFIG = `import { defineConfig } from "@trigger.dev/sdk";
export default defineConfig({
  project: "proj_orders",
  dirs: ["./src/trigger", "./generated"],
  maxDuration: 60,
  retries: { enabledInDev: true, default: { maxAttempts: 3, minTimeoutInMs: 1000, factor: 2 } },
});
`;

function write(path: string, code: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), code);
}

test("the examples have no type errors", () => {
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([join(root, "test/orders.test.ts")], options);
  const found = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(root));
  const errors = found.flatMap((file) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ]);
  expect(errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test("the examples for vitest pass", () => {
  const vitest = join(repository, "node_modules/vitest/vitest.mjs");
  const { stdout, stderr } = spawnSync(process.execPath, [vitest, "run", "--root", root, "--reporter=json"], {
    cwd: root,
    encoding: "utf8",
    env: withoutVitest(),
  });
  const report = JSON.parse(stdout) as Report; // what vitest writes
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = results.filter(({ status }) => status !== "passed");
  expect(
    failed.map(({ title, failureMessages }) => [title, ...failureMessages].join("\n")),
    stderr,
  ).toEqual([]);
  expect(results).toHaveLength(
    blocks("ts test")
      .join("")
      .match(/^test\(/gm)?.length ?? 0,
  );
});

interface Report {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

test("the example for node:test passes", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--test", "test/orders.node.mjs"], {
    cwd: root,
    encoding: "utf8",
    env: withoutVitest(),
  });
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatch(/^# pass 1$/m);
});

/** A runner of its own must not take itself for a worker of this one. */
function withoutVitest(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_TEST|NODE_ENV$|TEST$)/.test(name));
  return Object.fromEntries(own);
}
