import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundle, type BundledFile } from "./bundle.js";
import { findEntryPoints, isInitFile } from "./entry-points.js";
import { Refusal } from "./refusal.js";
import { tidyAtExit } from "./tidy-at-exit.js";
import { readTriggerProject, type ProjectQuery, type TriggerProject } from "./trigger-config.js";

/** The modules of a project that may hold tasks, ready to be imported in this order. */
export interface TaskModules {
  readonly root: string;
  /** The module of `trigger.config.ts`, for its hooks and defaults. */
  readonly config: string | undefined;
  /** `init.ts`, to be imported first. */
  readonly init: BundledFile | undefined;
  readonly files: readonly BundledFile[];
  /** Where the modules are: packages of the project resolve from there. */
  readonly folder: string;
  /** Removes the modules from the disk. The end of the process does it, too. */
  readonly remove: () => void;
}

/** Finds a project's task files as `trigger dev` would, and bundles them. Throws a `Refusal` where it cannot. */
export async function prepareTasks(query: ProjectQuery): Promise<TaskModules> {
  const folder = makeFolder(query.cwd);
  const remove = tidyAtExit(() => rmSync(folder, { recursive: true, force: true }));
  try {
    const project = await readTriggerProject(query, folder);
    const entries = await findEntryPoints(project);
    if (entries.length === 0) throw noFiles(project);
    const { root, configFile, conditions, external, tsconfig } = project;
    const files = await bundle({
      root,
      entries: configFile === undefined ? entries : [...entries, configFile],
      folder: join(folder, "tasks"),
      conditions,
      external,
      tsconfig,
    });
    const config = configFile === undefined ? undefined : files.at(-1)?.out;
    const found = configFile === undefined ? files : files.slice(0, -1);
    const init = found.find(({ entry }) => isInitFile(entry, project));
    return { root, config, init, files: found.filter((file) => file !== init), folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Below the nearest `node_modules`, so that what resolves in the project resolves there, too. */
function makeFolder(cwd: string): string {
  let owner = cwd;
  while (!existsSync(join(owner, "node_modules")) && dirname(owner) !== owner) owner = dirname(owner);
  const modules = join(owner, "node_modules");
  const parent = existsSync(modules) ? join(modules, ".cache", "flowgen") : tmpdir();
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "run-"));
}

function noFiles({ root, dirs, configFile }: TriggerProject): Refusal {
  const where = dirs.length === 0 ? `no folder named "trigger" in ${root}` : `no file in ${dirs.join(", ")} of ${root}`;
  const what = configFile === undefined ? "Correct `dirs`" : "Correct `dirs` in trigger.config.ts";
  return new Refusal("project", `There are no task files: ${where}.\n${what}, or add a task there.`);
}
