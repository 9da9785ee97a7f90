import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { casesFolder } from "../support/folders.js";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Goldens of the compiler whose tasks are there, and none of whose ids is another's. */
const GOLDENS = ["orchestrators", "eager-schedules", "task-first", "captured-data"];

/**
 * A Trigger.dev project of the probe tasks and of generated code with its tasks, inside the repository so that
 * packages resolve. Git ignores it.
 */
export function makeDevProject(name: string): string {
  const project = join(repository, ".flowgen", name);
  rmSync(project, { recursive: true, force: true });
  cpSync(fileURLToPath(new URL("project", import.meta.url)), project, { recursive: true });
  // Bundles for the engine in process go below it.
  mkdirSync(join(project, "node_modules"));
  for (const golden of GOLDENS) {
    const from = join(casesFolder, golden);
    const to = join(project, "cases", golden);
    for (const [folder, as] of [
      ["definitions", "definitions"],
      ["tasks", "tasks"],
      ["expected", "generated"],
    ] as const) {
      if (existsSync(join(from, folder))) cpSync(join(from, folder), join(to, as), { recursive: true });
    }
  }
  return project;
}
