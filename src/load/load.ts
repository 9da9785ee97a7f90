import { resolve } from "node:path";
import { glob } from "tinyglobby";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Flow } from "../ir/flow.js";
import { compareSpans, type Sources } from "../ir/source.js";
import { createLifter } from "../lift/lifter.js";
import type { Project } from "../project.js";
import { bundleModules } from "./bundle.js";
import { readContracts } from "./contracts.js";
import { definitionSearch } from "./definition-files.js";
import { readDefinitions } from "./definitions.js";
import { type Evaluator, startEvaluator } from "./evaluate.js";
import { graphOf } from "./graph.js";
import { readModules } from "./modules.js";

export interface Loaded {
  readonly flow: Flow | undefined;
  /** The definition modules themselves. */
  readonly entries: readonly string[];
  readonly sources: Sources;
  /** The candidates for definition modules. */
  readonly candidates: readonly string[];
  /** Absolute paths of the files of the project that were read. */
  readonly inputs: readonly string[];
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
  const loaded = { sources: modules.sources, entries: modules.entries, candidates };
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
    const contracts = readContracts(graph, (file) => void read.add(file), report);
    const definitions = readDefinitions(graph, createLifter(graph, report), report);
    definitions.sort((a, b) => compareSpans(a.span, b.span));
    return { ...loaded, flow: { contracts, definitions }, inputs: [...read] };
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
