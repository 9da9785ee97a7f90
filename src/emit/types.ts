import { type Code, type Imported, joinCode } from "../ir/code.js";
import type { TaskRef } from "../ir/plan.js";

/** The type of a task, as `triggerAndWait` takes it: a contract, or `typeof` a generated task. */
export function taskType({ type }: TaskRef): Code {
  if (type.kind === "contract") {
    return [
      { kind: "imported", module: sibling("contracts.js"), name: type.typeName, prefer: type.typeName, typeOnly: true },
    ];
  }
  if (type.kind === "region") return ["typeof ", type.symbol];
  const module = sibling(type.file.replace(/\.ts$/, ".js"));
  return ["typeof ", { kind: "imported", module, name: type.exportName, prefer: type.exportName, typeOnly: true }];
}

/** A file of the output, from its top. */
const sibling = (path: string): Imported["module"] => ({ kind: "package", specifier: `./${path}` });

/** A type of the SDK. */
export const sdkType = (name: string): Imported => ({
  kind: "imported",
  module: { kind: "package", specifier: "@trigger.dev/sdk" },
  name,
  prefer: name,
  typeOnly: true,
});

/** The type of what a failed run is told by. */
export const errorType: Code = [sdkType("SubtaskUnwrapError")];

/** What a run may be triggered with. */
export const triggerOptions: Code = [sdkType("TriggerOptions")];

/** What a scheduled task is given. */
export const scheduledPayload: Code = [
  sdkType("TaskPayload"),
  "<ReturnType<typeof ",
  { ...sdkType("schedules"), typeOnly: false },
  ".task>>",
];

export const outputType = (task: TaskRef): Code => [sdkType("TaskOutput"), "<", ...taskType(task), ">"];

/** What a step gives that collects the failures of its items. */
export const itemResultsType = (task: TaskRef): Code => [
  { kind: "imported", module: sibling("items.js"), name: "ItemResult", prefer: "ItemResult", typeOnly: true },
  "<",
  ...taskType(task),
  ">[]",
];

/** A function of the file that tells what became of nodes. */
export const settledFunction = (
  name:
    "completed" | "isMissing" | "outputOr" | "outputOrUndefined" | "settled" | "skippedByCondition" | "skippedWithout",
): Imported => ({ kind: "imported", module: sibling("settled.js"), name, prefer: name, typeOnly: false });

/** What became of a node that gives a value of this type. */
export const settledType = (output: Code): Code => [
  { kind: "imported", module: sibling("settled.js"), name: "Settled", prefer: "Settled", typeOnly: true },
  "<",
  ...output,
  ">",
];

/** What a schema gives, by the name of the schema. */
export const schemaOutput = (schema: Code): Code => [
  { kind: "imported", module: { kind: "package", specifier: "zod" }, name: "z", prefer: "z", typeOnly: true },
  ".output<typeof ",
  ...schema,
  ">",
];

/** What a task of this type is triggered with. */
export const payloadOf = (task: Code): Code => [sdkType("TaskPayload"), "<", ...task, ">"];

/** The payload of one task, or what satisfies several. */
export function payloadType(tasks: readonly TaskRef[]): Code {
  const payloads = tasks.map((task) => payloadOf(taskType(task)));
  return payloads.length === 0 ? ["Record<string, never>"] : joinCode(payloads, " & ");
}
