// Measures the built command as its users run it, in processes of their own. See README.md.
import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { writeProject } from "./synthetic.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const cli = join(root, "dist/cli.js");
const quick = process.argv.includes("--quick");
const sizes = quick ? [10, 100] : [10, 100, 1000];

/** Runs node, and gives its peak of resident memory where it is preloaded with what reports it. */
function run(args) {
  const measured = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", "pipe", "pipe"], encoding: "utf8" });
  if (measured.status !== 0) throw new Error(`node ${args.join(" ")}\n${measured.stdout}${measured.stderr}`);
  return measured.output[3] === "" ? 0 : JSON.parse(measured.output[3]).peak;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** The medians of several runs. `before` restores what a run uses up, and is not measured. */
function measure(times, args, before = () => undefined) {
  const runs = Array.from({ length: times }, () => {
    before();
    const start = performance.now();
    const peak = run(args);
    return { ms: performance.now() - start, peak };
  });
  return { ms: median(runs.map(({ ms }) => ms)), peak: median(runs.map(({ peak }) => peak)) };
}

/** The machine's own pace, taken anew beside each figure, because neighbours come and go. */
const reference = () => measure(5, ["-e", "0"]).ms;

/** Measures and prints one row; where the command fails, the row says so and the others go on. */
function row(name, times, args, before) {
  try {
    const measured = { ...measure(times, args, before), reference: reference() };
    const { ms, peak } = measured;
    const ratio = (ms / measured.reference).toFixed(1);
    console.log(
      `${name.padEnd(50)} ${seconds(ms)} ${ratio.padStart(9)} × ${seconds(measured.reference)} ${String(Math.round(peak / 1024)).padStart(7)} MB`,
    );
    return measured;
  } catch (error) {
    console.log(
      `${name.padEnd(50)}   failed: ${String(error.message).trim().split("\n").slice(1, 4).join(" ").slice(0, 200)}`,
    );
    process.exitCode = 1;
    return undefined;
  }
}

const seconds = (ms) => `${(ms / 1000).toFixed(ms < 1000 ? 3 : 2).padStart(8)} s`;

/** A folder under node_modules, so that the packages of this repository are found from there. */
function temporary() {
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = realpathSync(mkdtempSync(join(cache, "bench-")));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/flowgen"));
  return folder;
}

const forget = (folder) => () => {
  for (const name of ["generated", "node_modules/.cache"]) rmSync(join(folder, name), { recursive: true, force: true });
};

/** Changes what the mappers of one module of tracks give, by a constant that they capture. */
function changeModule(folder) {
  const [path] = readdirSync(join(folder, "definitions"), { recursive: true })
    .filter((name) => name.endsWith("tracks.ts"))
    .sort()
    .map((name) => join(folder, "definitions", name));
  const text = readFileSync(path, "utf8");
  const changed = text.replace(/(defaultLanguage = ")([a-zA-Z-]+)/, (_, start, language) => `${start}x-${language}`);
  if (changed === text) throw new Error(`Nothing to change in ${path}`);
  writeFileSync(path, changed);
}

const build = (folder, ...options) => [
  "--require",
  join(root, "bench/peak.cjs"),
  cli,
  "build",
  "--cwd",
  folder,
  ...options,
];

if (!existsSync(cli)) execFileSync("npm", ["run", "build"], { cwd: root, stdio: "inherit" });
const folders = [];
try {
  console.log(`${"".padEnd(50)} ${"median".padStart(10)} ${"ratio to node -e 0".padStart(23)} ${"peak".padStart(10)}`);
  const own = temporary();
  folders.push(own);
  for (const name of ["definitions", "package.json", "tsconfig.json", ".prettierrc.json"])
    cpSync(join(root, name), join(own, name), { recursive: true });
  row("this repository's flow, cold", quick ? 3 : 5, build(own), forget(own));
  row("this repository's flow, nothing changed", quick ? 5 : 11, build(own));

  const growth = new Map();
  for (const tracks of sizes) {
    const folder = temporary();
    folders.push(folder);
    writeProject(folder, tracks);
    const times = tracks < 1000 && !quick ? 5 : 3;
    const plain = row(
      `${tracks} tracks, cold, without type check`,
      times,
      build(folder, "--no-typecheck"),
      forget(folder),
    );
    row(`${tracks} tracks, nothing changed, without type check`, times, build(folder, "--no-typecheck"));
    const checked = row(
      `${tracks} tracks, cold, with type check`,
      tracks < 1000 ? times : 1,
      build(folder),
      forget(folder),
    );
    row(`${tracks} tracks, one module changed, with type check`, tracks < 1000 ? times : 1, build(folder), () =>
      changeModule(folder),
    );
    const files = readdirSync(join(folder, "generated"), { recursive: true }).filter((name) =>
      name.endsWith("-track.ts"),
    );
    if (files.length !== tracks) throw new Error(`${files.length} tracks came out of ${tracks}`);
    growth.set(tracks, { "without type check": plain, "with type check": checked });
  }

  const [few, many] = [sizes.at(-2), sizes.at(-1)];
  console.log(`\ngrowth per track, from ${few} to ${many}:`);
  const perTrack = (a, b) => (b - a) / (many - few);
  for (const of of ["without type check", "with type check"]) {
    const [a, b] = [growth.get(few)[of], growth.get(many)[of]];
    if (!a || !b) continue;
    const ms = perTrack(a.ms, b.ms);
    console.log(
      `  ${of.padEnd(20)} ${ms.toFixed(2).padStart(8)} ms ${(ms / b.reference).toFixed(3).padStart(8)} × reference ${perTrack(a.peak, b.peak).toFixed(0).padStart(8)} kB of memory`,
    );
  }
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
