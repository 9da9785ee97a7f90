import type { DraftFile, FlowPlan } from "../ir/plan.js";
import { emitContracts } from "./contracts.js";
import { emitFlows } from "./flows.js";
import { headerOf } from "./header.js";
import { emitParent } from "./parent.js";
import { printFile } from "./print-file.js";
import { tasksFiles } from "./tasks.js";
import { fillTemplate } from "./templates.js";

/** Prints everything that a plan says, before formatting. `output` is the output folder, relative to the root. */
export function emit(plan: FlowPlan, output: string): DraftFile[] {
  const registries = [...new Set(plan.contracts.map(({ contract }) => contract.span.file))].sort();
  const contents = [
    emitContracts(plan.contracts, headerOf(registries.join(", "))),
    ...plan.parents.map((parent) => emitParent(parent, headerOf(parent.span.file))),
  ];
  const files = contents.map((content) => printFile(content, output));
  if (files.some(({ text }) => text.includes('batch.js"'))) files.push(batchFile(output));
  return [...files, ...tasksFiles(plan.listed, output), emitFlows(plan)].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function batchFile(output: string): DraftFile {
  const code = [fillTemplate("batch", {})];
  return printFile({ path: "batch.ts", header: headerOf(undefined), exports: [], code, span: undefined }, output);
}
