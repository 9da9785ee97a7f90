import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { ts } from "ts-morph";
import type { FoundTask } from "../ir/flow.js";
import type { Project } from "../project.js";
import type { FileSearch } from "./definition-files.js";
import { entryPointSearch } from "../tasks/entry-points.js";
import { declaredTasks } from "./task-syntax.js";
import { readTriggerDirs } from "./trigger-dirs.js";

/** The tasks that a project has, as Trigger.dev would find them. */
export interface ProjectTasks {
  readonly tasks: readonly FoundTask[];
  /** Where they were looked for, and the files that were read; none in a project without a trigger.config.ts. */
  readonly search: FileSearch;
  readonly files: readonly string[];
  /** The texts of the modules that have tasks. */
  readonly sources: ReadonlyMap<string, string>;
  /** Absolute paths of the configuration files that were looked for. */
  readonly configFiles: readonly string[];
}

/**
 * Scans the `dirs` of trigger.config.ts for tasks, by their syntax: nothing is bundled or evaluated, and a module is
 * parsed only if it can have a task. What flowgen writes is left out.
 */
export async function scanTasks({ root, config }: Project): Promise<ProjectTasks> {
  const { dirs, ignore, files: configFiles } = readTriggerDirs(root);
  const { patterns: found, ignore: passed } = entryPointSearch({ dirs, ignorePatterns: ignore });
  const search: FileSearch = { patterns: found, ignore: [...passed, "**/*.d.ts", `${config.output}/**`] };
  const { patterns, ignore: ignored } = search;
  const options = { cwd: root, ignore: [...ignored], expandDirectories: false };
  const files = patterns.length === 0 ? [] : (await glob([...patterns], options)).sort();
  const sources = new Map<string, string>();
  const tasks: FoundTask[] = [];
  for (const file of files) {
    const text = await readFile(join(root, file), "utf8");
    const found = MAY_HAVE_TASKS.test(text) ? tasksOf(file, text) : [];
    if (found.length > 0) sources.set(file, text);
    tasks.push(...found);
  }
  return { tasks, search, files, sources, configFiles };
}

const MAY_HAVE_TASKS = /task\s*[(<]/i;

function tasksOf(file: string, text: string): FoundTask[] {
  const ast = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const path = file.replace(/\.([cm]?)[jt]sx?$/, ".$1js");
  return declaredTasks(ast).map(({ id, name, node, isExported }) => ({
    id,
    span: { file, start: node.getStart(ast), end: node.end },
    task: { kind: "imported", module: { kind: "file", path }, name, prefer: name, typeOnly: true },
    isExported,
  }));
}
