import { type Code, local } from "../ir/code.js";
import type { PlannedContract } from "../ir/plan.js";
import { commentSafe } from "./fill.js";
import type { FileContent } from "./print-file.js";
import { fillTemplate } from "./templates.js";

/** Prints `contracts.ts`: one type per task, from its schemas or from the task itself. */
export function emitContracts(contracts: readonly PlannedContract[], header: string): FileContent {
  const exports = contracts.map(({ typeName }) => local(typeName));
  const code = contracts.flatMap((planned, index): Code => {
    const name = exports[index];
    return name ? [...(index === 0 ? [] : ["\n\n"]), ...contractCode(planned, [name])] : [];
  });
  return { path: "contracts.ts", header, exports, code, span: undefined };
}

function contractCode({ contract: { id, source, span } }: PlannedContract, name: Code): Code {
  const common = { $doc: commentSafe(id), $Contract: name };
  if (source.kind === "task") {
    return [fillTemplate("contract-of-task", { ...common, $Task: ["typeof ", source.task] })];
  }
  const aliases = source.aliases.map((alias) => `${alias}\n\n`);
  const type = fillTemplate("contract", { ...common, $id: id, $Payload: [source.payload], $Output: [source.output] });
  return [...aliases, { kind: "fragment", code: [type], span, bound: new Set(), globals: new Set() }];
}
