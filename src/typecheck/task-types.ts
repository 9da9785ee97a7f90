import assert from "node:assert";
import { resolve } from "node:path";
import { ts } from "ts-morph";
import { printFile } from "../emit/print-file.js";
import { sdkType } from "../emit/types.js";
import { type Code, type Imported, local } from "../ir/code.js";
import type { Project } from "../project.js";
import { typecheck } from "./typecheck.js";

/** What a task is triggered with and what it returns, as TypeScript writes these types. */
export interface TaskTypes {
  readonly payload: string;
  readonly output: string;
}

const PATH = "tasks.check.ts";

/** Asks TypeScript for the types of tasks, by way of a file that is never written. Keeps their order. */
export function typesOfTasks(project: Project, tasks: readonly Imported[]): TaskTypes[] {
  const names = tasks.map((_, index) => [local(`Payload${index}`), local(`Output${index}`)] as const);
  const code = tasks.flatMap((task, index): Code => {
    const [payload, output] = names[index] ?? [];
    assert(payload && output, "a task without names");
    const alias = (name: typeof payload, of: string): Code => [
      "type ",
      name,
      " = ",
      sdkType(of),
      "<typeof ",
      task,
      ">;\n",
    ];
    return [...alias(payload, "TaskPayload"), ...alias(output, "TaskOutput")];
  });
  const exports = names.flat();
  const file = printFile(
    { path: PATH, header: "// Never written.", exports, code, span: undefined },
    project.config.output,
  );
  const { program } = typecheck(project, { drafts: [file], entries: [], said: [] }, () => {});
  const source = program.getSourceFile(resolve(project.root, project.config.output, PATH));
  const checker = program.getProgram().getTypeChecker();
  const texts = [...(source?.statements ?? [])].filter(ts.isTypeAliasDeclaration).map(({ name }) => {
    const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
    return checker.typeToString(checker.getTypeAtLocation(name), name, flags);
  });
  return tasks.map((_, index) => ({
    payload: texts[2 * index] ?? "unknown",
    output: texts[2 * index + 1] ?? "unknown",
  }));
}
