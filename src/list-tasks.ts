import assert from "node:assert";
import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { readProject } from "./config/read-config.js";
import { type Diagnostic, sortDiagnostics } from "./diagnostics/diagnostic.js";
import type { Contract, Flow, FoundTask } from "./ir/flow.js";
import { lineAndColumn, type Sources, type Span } from "./ir/source.js";
import { load } from "./load/load.js";
import type { Project } from "./project.js";
import { type TaskTypes, typesOfTasks } from "./typecheck/task-types.js";

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
  return { tasks: flow ? listOf(flow, project, sources) : [], diagnostics: sortDiagnostics(found), sources };
}

function listOf({ contracts, tasks }: Flow, project: Project, sources: Sources): ListedTask[] {
  const types = typesOf([...contracts.values()], project);
  const ids = new Set([...contracts.keys(), ...tasks.map(({ id }) => id)]);
  return [...ids].sort().map((id) => {
    const contract = contracts.get(id);
    return {
      id,
      contract: contract && { ...placeOf(contract.span, sources), ...typesFor(id, types) },
      implementations: tasks.filter((one) => one.id === id).map((one) => implementationOf(one, sources)),
    };
  });
}

const implementationOf = ({ span, task, isExported }: FoundTask, sources: Sources) => ({
  ...placeOf(span, sources),
  name: task.name,
  isExported,
});

/** The types of contracts by task id: printed from schemas, or asked of TypeScript where the task itself has them. */
function typesOf(contracts: readonly Contract[], project: Project): ReadonlyMap<string, TaskTypes> {
  const existing = contracts.flatMap(({ id, source }) => (source.kind === "task" ? [{ id, task: source.task }] : []));
  const asked =
    existing.length === 0
      ? []
      : typesOfTasks(
          project,
          existing.map(({ task }) => task),
        );
  return new Map([
    ...existing.flatMap(({ id }, index) => (asked[index] ? [[id, asked[index]] as const] : [])),
    ...contracts.flatMap(({ id, source }) =>
      source.kind === "schemas"
        ? [[id, { payload: oneLine(source.payload), output: oneLine(source.output) }] as const]
        : [],
    ),
  ]);
}

function typesFor(id: string, types: ReadonlyMap<string, TaskTypes>): TaskTypes {
  const found = types.get(id);
  assert(found, `a contract without types: ${id}`);
  return found;
}

const oneLine = (type: string): string => type.replace(/\s+/g, " ");

const placeOf = ({ file, start }: Span, sources: Sources): Place => ({
  file,
  line: lineAndColumn(sources.get(file) ?? "", start).line,
});
