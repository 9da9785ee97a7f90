import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { glob } from "tinyglobby";
import type { ts } from "ts-morph";
import type { FoundTask } from "../ir/flow.js";
import { camelCase } from "../ir/names.js";
import type { Project } from "../project.js";
import type { FileSearch } from "./definition-files.js";
import { isOfProject, toPosix } from "./paths.js";
import type { SourceModules } from "./source-modules.js";
import { type DeclaredTask, declaredTasks, exportedTasks } from "./task-syntax.js";
import { readTriggerDirs, type UnreadSetting } from "./trigger-dirs.js";

/** The tasks that a project has, as Trigger.dev would find them. */
export interface ProjectTasks {
  readonly tasks: readonly FoundTask[];
  /** Where they were looked for, and the files that were found; none in a project without a trigger.config.ts. */
  readonly search: FileSearch;
  readonly files: readonly string[];
  /** The texts of the modules that have tasks. */
  readonly sources: ReadonlyMap<string, string>;
  /** Absolute paths of the configuration files that were looked for. */
  readonly configFiles: readonly string[];
  /** What of the configuration cannot be told: then there are no tasks. */
  readonly unread: UnreadSetting | undefined;
}

/**
 * Scans the `dirs` of trigger.config.ts for tasks, by their syntax: nothing is bundled or evaluated, and a module is
 * parsed only if it can have a task. What flowgen writes is left out.
 */
export async function scanTasks(
  { root, config, compilerOptions }: Project,
  modules: SourceModules,
): Promise<ProjectTasks> {
  const { search: all, isTaken, files: configFiles, unread, sources: configs } = readTriggerDirs(root, modules);
  const search: FileSearch = { ...all, ignore: [...all.ignore, "**/*.d.ts", `${config.output}/**`] };
  const options = { cwd: root, ignore: [...search.ignore], expandDirectories: false };
  const files = search.patterns.length === 0 ? [] : (await glob([...search.patterns], options)).sort();
  const sources = new Map(configs);
  const found = new Map<string, FoundTask>();
  // A task that its own module exports goes by that name, whoever else passes it on.
  const own: Found[] = [];
  const passedOn: Found[] = [];
  for (const file of files.filter(isTaken)) {
    const text = await readFile(join(root, file), "utf8");
    if (!MAY_HAVE_TASKS.test(text)) continue;
    const module = modules.read(join(root, file));
    own.push(...declaredTasks(module, modules).map((task) => ({ file, task })));
    passedOn.push(...exportedTasks(module, modules).map((task) => ({ file, task })));
  }
  for (const { file, task } of [...own, ...passedOn]) {
    const declaredIn = toPosix(relative(root, task.module.path));
    const key = `${declaredIn} ${task.node.pos}`;
    if (!isOfProject(root, task.module.path) || found.get(key)?.isExported) continue;
    sources.set(declaredIn, task.module.ast.text);
    found.set(key, foundTask(file, declaredIn, task, compilerOptions.options));
  }
  return { tasks: [...found.values()], search, files, sources, configFiles, unread };
}

/** A task, and the file in `dirs` that has it. */
interface Found {
  readonly file: string;
  readonly task: DeclaredTask;
}

const MAY_HAVE_TASKS = /task\s*[(<]|\bexport\b[^;]*\bfrom\b/i;

function foundTask(file: string, declaredIn: string, task: DeclaredTask, options: ts.CompilerOptions): FoundTask {
  const { id, node, module } = task;
  const name = task.exportedAs ?? task.name;
  return {
    id,
    span: { file: declaredIn, start: node.getStart(module.ast), end: node.end },
    task: {
      kind: "imported",
      module: { kind: "file", path: file.replace(/\.([cm]?)[jt]sx?$/, ".$1js") },
      name,
      prefer: name === "default" ? camelCase(id) : name,
      typeOnly: true,
    },
    isExported: task.exportedAs !== undefined,
    isTyped: [file, declaredIn].every((one) => hasTypes(one, options)),
  };
}

/** Whether TypeScript reads such a file under these options. */
function hasTypes(file: string, options: ts.CompilerOptions): boolean {
  const isJavaScript = /\.[cm]?jsx?$/.test(file);
  return (
    (!isJavaScript || (options.allowJs ?? options.checkJs ?? false)) &&
    (!file.endsWith("x") || options.jsx !== undefined)
  );
}
