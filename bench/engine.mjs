// Measures the local engine, each figure in processes of its own. See README.md.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const self = fileURLToPath(import.meta.url);
const root = resolve(self, "../..");
const bundle = join(root, "node_modules/.cache/bench-engine.mjs");
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** What is measured: each gives a number, and takes an engine that has not run anything yet. */
const figures = {
  "start to first run": {
    unit: "ms",
    measure: async (engine, began) => {
      await expectOutput(engine, "leaf", { n: 1 }, { n: 2 });
      return performance.now() - began;
    },
  },
  "child runs in a batch of 1,000": {
    unit: "runs/s",
    measure: async (engine) => {
      await expectOutput(engine, "fan", { width: 1000 }, 1000); // the first time, code is compiled
      return 1000 / ((await timed(() => expectOutput(engine, "fan", { width: 1000 }, 1000))) / 1000);
    },
  },
  "a step in a chain of 100": {
    unit: "ms",
    measure: async (engine) => {
      await expectOutput(engine, "chain", { length: 100 }, 100);
      return (await timed(() => expectOutput(engine, "chain", { length: 100 }, 100))) / 100;
    },
  },
  "memory at 10,000 runs": {
    unit: "MB",
    measure: async (engine) => {
      await expectOutput(engine, "fan", { width: 10_000 }, 10_000);
      return process.resourceUsage().maxRSS / 1024;
    },
  },
};

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function expectOutput(engine, task, payload, output) {
  const { root: run } = await engine.waitForRun(await engine.trigger(task, payload));
  if (JSON.stringify(run.output) !== JSON.stringify(output)) throw new Error(`${task}: ${JSON.stringify(run)}`);
}

const name = process.argv[2];
if (name in figures) await child(name);
else await main();

async function child(figure) {
  const { startEngine } = await import(pathToFileURL(bundle).href);
  const began = performance.now();
  const tasks = join(root, "bench/engine-tasks.mjs");
  const taskFiles = [{ filePath: "bench/engine-tasks.mjs", entryPoint: tasks }];
  const engine = await startEngine({ projectDir: root, taskFiles, time: "virtual" });
  process.stdout.write(String(await figures[figure].measure(engine, began)));
  await engine.close();
}

async function main() {
  if (!existsSync(join(root, "dist/engine-thread.js"))) throw new Error('run "npm run build" first');
  const entryPoints = [join(root, "src/engine/index.ts")];
  await build({ entryPoints, outfile: bundle, bundle: true, format: "esm", platform: "node", packages: "external" });
  console.log(`${"".padEnd(34)} ${"median of 5".padStart(16)} ${"ratio to node -e 0".padStart(22)}`);
  for (const [figure, { unit }] of Object.entries(figures)) {
    const value = median(Array.from({ length: 5 }, () => Number(node([self, figure]))));
    const reference = median(Array.from({ length: 5 }, () => spawnTime(["-e", "0"])));
    const ms = unit === "runs/s" ? 1000 / value : value;
    const ratio = unit === "MB" ? "" : `${(ms / reference).toPrecision(3)} × ${reference.toFixed(0)} ms`;
    console.log(`${figure.padEnd(34)} ${`${value.toPrecision(3)} ${unit}`.padStart(16)} ${ratio.padStart(22)}`);
  }
}

function node(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`node ${args.join(" ")}\n${stderr}`);
  return stdout;
}

function spawnTime(args) {
  const began = performance.now();
  node(args);
  return performance.now() - began;
}
