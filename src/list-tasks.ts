import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { readProject } from "./config/read-config.js";
import { type Diagnostic, sortDiagnostics } from "./diagnostics/diagnostic.js";
import type { Contract, Flow, FoundTask } from "./ir/flow.js";
import { lineAndColumn, type Sources, type Span } from "./ir/source.js";
import { load } from "./load/load.js";

export interface ListTasksOptions {
  /** The folder of the project. @default the current directory */
  readonly cwd?: string | undefined;
  /** The configuration file, relative to `cwd`. @default flowgen.config.ts, if there is one */
  readonly config?: string | undefined;
}

/** A task as the project knows it: by its contract, by its code, or both. */
export interface ListedTask {
  readonly id: string;
  /** Absent for a task that no registry has. Types are as TypeScript writes them. */
  readonly contract: (Place & { readonly payload: string; readonly output: string }) | undefined;
  /** Where it was found in the `dirs` of trigger.config.ts: several are a mistake that Trigger.dev refuses. */
  readonly implementations: readonly (Place & { readonly name: string; readonly isExported: boolean })[];
}

/** A line of a file; lines count from one, files are relative to `cwd`. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface TaskList {
  readonly tasks: readonly ListedTask[];
  /** What is wrong with the definitions, if anything: then contracts may be missing. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** Lists the tasks of a project, sorted by id. Evaluates the definitions; the tasks are found by their syntax. */
export async function listTasks(options: ListTasksOptions): Promise<TaskList> {
  const folder = resolve(options.cwd ?? process.cwd());
  const root = existsSync(folder) ? realpathSync(folder) : folder;
  const found: Diagnostic[] = [];
  const project = await readProject(root, options.config, (one) => found.push(one));
  if (!project) return { tasks: [], diagnostics: found, sources: new Map() };
  const { flow, sources } = await load(project, (one) => found.push(one));
  return { tasks: flow ? listOf(flow, sources) : [], diagnostics: sortDiagnostics(found), sources };
}

function listOf({ contracts, tasks }: Flow, sources: Sources): ListedTask[] {
  const ids = new Set([...contracts.keys(), ...tasks.map(({ id }) => id)]);
  return [...ids].sort().map((id) => {
    const contract = contracts.get(id);
    return {
      id,
      contract: contract && { ...placeOf(contract.span, sources), ...typesOf(contract) },
      implementations: tasks.filter((one) => one.id === id).map((one) => implementationOf(one, sources)),
    };
  });
}

const implementationOf = ({ span, task, isExported }: FoundTask, sources: Sources) => ({
  ...placeOf(span, sources),
  name: task.name,
  isExported,
});

function typesOf({ source }: Contract): { payload: string; output: string } {
  if (source.kind === "task") {
    const type = `typeof ${source.task.name}`;
    return { payload: `TaskPayload<${type}>`, output: `TaskOutput<${type}>` };
  }
  return { payload: oneLine(source.payload), output: oneLine(source.output) };
}

const oneLine = (type: string): string => type.replace(/\s+/g, " ");

const placeOf = ({ file, start }: Span, sources: Sources): Place => ({
  file,
  line: lineAndColumn(sources.get(file) ?? "", start).line,
});
