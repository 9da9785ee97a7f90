import { resolve } from "node:path";
import { glob } from "tinyglobby";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Flow } from "../ir/flow.js";
import { compareSpans, type Sources } from "../ir/source.js";
import { createLifter } from "../lift/lifter.js";
import type { Project } from "../project.js";
import { bundleModules } from "./bundle.js";
import { readContracts } from "./contracts.js";
import { definitionSearch, type FileSearch } from "./definition-files.js";
import { readDefinitions } from "./definitions.js";
import { type Evaluator, startEvaluator } from "./evaluate.js";
import { graphOf } from "./graph.js";
import { readModules } from "./modules.js";
import { scanTasks } from "./project-tasks.js";
import { sourceModules } from "./source-modules.js";

export interface Loaded {
  readonly flow: Flow | undefined;
  /** The definition modules themselves. */
  readonly entries: readonly string[];
  readonly sources: Sources;
  /** How files were looked for, and what was found. */
  readonly searches: readonly Search[];
  /** Absolute paths of the files of the project that were read. */
  readonly inputs: readonly string[];
}

/** A search for files, and what it found. */
export interface Search extends FileSearch {
  readonly files: readonly string[];
}

/** Evaluates the definition modules of a project and reads the flow out of them. */
export async function load(project: Project, report: Report): Promise<Loaded> {
  const evaluator = startEvaluator();
  try {
    return await loadWith(evaluator, project, report);
  } finally {
    await evaluator.stop();
  }
}

async function loadWith(evaluator: Evaluator, project: Project, report: Report): Promise<Loaded> {
  const { root, config } = project;
  const candidates = await definitionFiles(project);
  const modules = readModules(root, candidates, project.compilerOptions.options);
  const read = new Set([...modules.byFile.keys()].map((file) => resolve(root, file)));
  const taskModules = sourceModules(root, project.compilerOptions.options);
  const scan = await scanTasks(project, taskModules);
  for (const path of [...scan.configFiles, ...scan.files.map((file) => resolve(root, file))]) read.add(path);
  const loaded = {
    sources: new Map([...scan.sources, ...modules.sources]),
    entries: modules.entries,
    searches: [
      { ...definitionSearch(config), files: candidates },
      { ...scan.search, files: scan.files },
    ],
  };
  const without = (): Loaded => ({ ...loaded, flow: undefined, inputs: [...read] });
  if (modules.entries.length === 0) {
    report(diagnostic("no-definitions", {}, { patterns: config.definitions.map((one) => `\`${one}\``).join(", ") }));
    return without();
  }
  const bundle = await bundleModules(modules, project.tsconfig, report);
  if (!bundle) return without();
  for (const file of bundle.inputs) read.add(file);
  try {
    const evaluation = await evaluator.evaluate(bundle.path, modules, config.timeLimit, report);
    if (!evaluation) return without();
    const graph = graphOf(modules, evaluation);
    const sources = { tasks: scan.tasks, output: config.output, modules: taskModules };
    const { contracts, listed } = readContracts(graph, sources, report);
    for (const path of taskModules.paths()) read.add(path);
    if (scan.unread)
      report(diagnostic("unread-trigger-config", { span: scan.unread.span }, { what: scan.unread.what }));
    const definitions = readDefinitions(graph, createLifter(graph, report), report);
    definitions.sort((a, b) => compareSpans(a.span, b.span));
    return { ...loaded, flow: { contracts, definitions, tasks: scan.tasks, listed }, inputs: [...read] };
  } finally {
    await bundle.remove();
  }
}

/** The files that may be definition modules, sorted. */
async function definitionFiles({ root, config }: Project): Promise<string[]> {
  const { patterns, ignore } = definitionSearch(config);
  const files = await glob([...patterns], { cwd: root, ignore: [...ignore], expandDirectories: false });
  return files.sort();
}
