// Runs every check of the project and ends with one line that counts them: lint, formatting, types, tests, drift.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";

const report = "node_modules/.cache/vitest-report.json";
mkdirSync("node_modules/.cache", { recursive: true });

const node = (...args) => [process.execPath, args];
const checks = [
  ["build", ...node("scripts/build.mjs")],
  ["lint", ...node("node_modules/oxlint/bin/oxlint")],
  ["format", ...node("node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", ".")],
  ["types", ...node("node_modules/typescript/bin/tsc", "-p", ".")],
  ["types of templates", ...node("node_modules/typescript/bin/tsc", "-p", "templates")],
  [
    "tests",
    ...node("node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile=${report}`),
  ],
  ["flowgen check", ...node("dist/cli.js", "check", "--no-cache")],
];

let passed = 0;
let failed = 0;
for (const [name, command, args] of checks) {
  const began = Date.now();
  process.stdout.write(`\n— ${name}\n`);
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  process.stdout.write(status === 0 ? `${name} passed in ${seconds} s\n` : `${name} FAILED after ${seconds} s\n`);
  if (name === "tests") {
    const counts = readCounts();
    passed += counts.passed;
    failed += Math.max(counts.failed, status === 0 ? 0 : 1);
  } else if (status === 0) passed += 1;
  else failed += 1;
  // Without a build nothing else says anything of use.
  if (name === "build" && status !== 0) break;
}

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

function readCounts() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
