import type { Code } from "../ir/code.js";
import type { DraftFile, FlowPlan } from "../ir/plan.js";
import { printFile } from "../emit/print-file.js";
import { printString } from "../lift/literal.js";

const PATH = "contracts.check.ts";

/**
 * A file that is only type-checked, never written: it says that the types printed for each contract are those of its
 * schemas. Only registries that a module exports can be looked at from outside.
 */
export function contractCheck({ contracts }: FlowPlan, output: string): DraftFile {
  const lines = contracts.flatMap(({ contract: { id, source, span }, typeName }): Code[] => {
    if (source.kind === "task" || !source.registry) return [];
    const { registry } = source;
    const contract = {
      kind: "imported",
      module: { kind: "package", specifier: "./contracts.js" },
      name: typeName,
      prefer: typeName,
      typeOnly: true,
    } as const;
    return (["input", "output"] as const).map((side): Code => {
      const printed = side === "input" ? "TaskPayload" : "TaskOutput";
      const line: Code = [
        `  /* ${side} ${JSON.stringify(id).replaceAll("*/", "* /")} */ true satisfies Same<`,
        sdk(printed),
        "<",
        contract,
        ">, ",
        zod,
        `.${side}<(typeof `,
        registry,
        `)[${printString(id)}]["${side}"]>>,\n`,
      ];
      return [{ kind: "fragment", code: line, span, bound: new Set(), globals: new Set() }];
    });
  });
  const code: Code = [
    "export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;\n",
    "export const checks: true[] = [\n",
    ...lines.flat(),
    "];",
  ];
  return printFile({ path: PATH, header: "// Never written.", exports: [], code, span: undefined }, output);
}

const zod = {
  kind: "imported",
  module: { kind: "package", specifier: "zod" },
  name: "z",
  prefer: "z",
  typeOnly: true,
} as const;

const sdk = (name: string) =>
  ({
    kind: "imported",
    module: { kind: "package", specifier: "@trigger.dev/sdk" },
    name,
    prefer: name,
    typeOnly: true,
  }) as const;

/** Which contract, and which side of it, a position of the check is about. */
export function contractAt(draft: DraftFile, position: number): { id: string; side: string } | undefined {
  if (draft.path !== PATH) return undefined;
  const line = draft.text.slice(draft.text.lastIndexOf("\n", position) + 1);
  const found = /^ {2}\/\* (input|output) (".*") \*\//.exec(line);
  if (!found) return undefined;
  const id: unknown = JSON.parse((found[2] ?? '""').replaceAll("* /", "*/"));
  return { id: String(id), side: found[1] ?? "" };
}
