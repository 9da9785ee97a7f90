import { type Code, local } from "../ir/code.js";
import type { DraftFile, FlowPlan, PlannedContract } from "../ir/plan.js";
import type { Span } from "../ir/source.js";
import { printFile } from "../emit/print-file.js";
import { sdkType } from "../emit/types.js";
import { printString } from "../lift/literal.js";

const PATH = "contracts.check.ts";
const SAME = local("Same");

/**
 * A file that is only type-checked, never written: it says that the types printed for each contract are those of its
 * schemas, and that a task which was found in the project takes and gives what its contract says. Only registries that
 * a module exports can be looked at from outside.
 */
export function contractCheck({ contracts }: FlowPlan, output: string): DraftFile {
  const code: Code = [
    "export type ",
    SAME,
    "<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;\nexport const ",
    local("checks"),
    ": true[] = [\n",
    ...contracts.flatMap(printedChecks),
    "];\nexport const ",
    local("tasks"),
    " = [\n",
    ...contracts.flatMap(taskChecks),
    "];",
  ];
  return printFile({ path: PATH, header: "// Never written.", exports: [], code, span: undefined }, output);
}

/** The printed types are those of the schemas. */
function printedChecks({ contract: { id, source, span }, typeName }: PlannedContract): Code {
  if (source.kind === "task" || !source.registry) return [];
  const { registry } = source;
  return (["input", "output"] as const).flatMap((side): Code => {
    const printed = side === "input" ? "TaskPayload" : "TaskOutput";
    const types: Code = [sdkType(printed), "<", contractType(typeName), ">, ", zod, `.${side}<(typeof `, registry];
    return line({ side, id }, span, ["true satisfies ", SAME, "<", ...types, `)[${printString(id)}]["${side}"]>>`]);
  });
}

/** A task takes whatever its contract accepts, and gives no less than its contract promises. */
function taskChecks({ contract: { id, span }, typeName, found }: PlannedContract): Code {
  const contract: Code = [contractType(typeName)];
  return found.flatMap((task): Code => {
    const own: Code = ["typeof ", task.task];
    return [
      ...line({ side: "payload", id, task: task.span }, span, functionFrom("TaskPayload", contract, own)),
      ...line({ side: "result", id, task: task.span }, span, functionFrom("TaskOutput", own, contract)),
    ];
  });
}

const functionFrom = (part: "TaskPayload" | "TaskOutput", from: Code, to: Code): Code => {
  const type = (task: Code): Code => [sdkType(part), "<", ...task, ">"];
  return ["(given: ", ...type(from), "): ", ...type(to), " => given"];
};

/** What a line of the file is about: a side of a contract's schemas, or of a task with this contract. */
export type Compared =
  | { readonly side: "input" | "output"; readonly id: string }
  | { readonly side: "payload" | "result"; readonly id: string; readonly task: Span };

const line = (about: Compared, span: Span, code: Code): Code => [
  {
    kind: "fragment",
    code: [`  /* ${JSON.stringify(about).replaceAll("*/", "*\\/")} */ `, ...code, ",\n"],
    span,
    bound: new Set(),
    globals: new Set(),
  },
];

const contractType = (typeName: string) =>
  ({
    kind: "imported",
    module: { kind: "package", specifier: "./contracts.js" },
    name: typeName,
    prefer: typeName,
    typeOnly: true,
  }) as const;

const zod = {
  kind: "imported",
  module: { kind: "package", specifier: "zod" },
  name: "z",
  prefer: "z",
  typeOnly: true,
} as const;

/** What a position of the check is about. */
export function contractAt(draft: DraftFile, position: number): Compared | undefined {
  if (draft.path !== PATH) return undefined;
  const text = draft.text.slice(draft.text.lastIndexOf("\n", position) + 1);
  const about = /^ {2}\/\* (\{.*?\}) \*\//.exec(text)?.[1];
  return about === undefined ? undefined : (JSON.parse(about) as Compared); // written by `line`
}
