import type { DraftFile, FlowPlan } from "../ir/plan.js";
import { emitContracts } from "./contracts.js";
import { emitFlows } from "./flows.js";
import { headerOf } from "./header.js";
import { emitParent } from "./parent.js";
import { printFile } from "./print-file.js";
import { emitReader } from "./progress.js";
import { tasksFiles } from "./tasks.js";
import { fillTemplate } from "./templates.js";

/** Prints everything that a plan says, before formatting. `output` is the output folder, relative to the root. */
export function emit(plan: FlowPlan, output: string): DraftFile[] {
  const registries = [...new Set(plan.contracts.map(({ contract }) => contract.span.file))].sort();
  const contents = [
    emitContracts(plan.contracts, headerOf(registries.join(", "))),
    ...plan.parents.map((parent) => emitParent(parent, headerOf(parent.span.file))),
  ];
  const readers = plan.parents.flatMap((parent) => (parent.progress ? [emitReader(parent, parent.progress)] : []));
  const files = [...contents, ...readers].map((content) => printFile(content, output));
  if (readers.length > 0) files.push(sharedFile("progress", output));
  for (const name of SHARED) {
    if (files.some(({ text }) => text.includes(`/${name}.js"`))) files.push(sharedFile(name, output));
  }
  return [...files, ...tasksFiles(plan.listed, output), emitFlows(plan)].sort((a, b) => (a.path < b.path ? -1 : 1));
}

// One that imports others comes before them.
const SHARED = ["regions", "batch", "compensation", "graph", "items", "settled"] as const;

/** A file that others import, the same in every project: it is there where something needs it. */
function sharedFile(name: (typeof SHARED)[number] | "progress", output: string): DraftFile {
  const code = [fillTemplate(name, {})];
  return printFile({ path: `${name}.ts`, header: headerOf(undefined), exports: [], code, span: undefined }, output);
}
