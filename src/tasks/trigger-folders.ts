import { readdir } from "node:fs/promises";
import { isAbsolute, join, relative } from "node:path";
import { toPosix } from "../load/paths.js";

/** The CLI takes `/trigger` and `/src/trigger` for folders of the project. */
export function relativeDir(dir: string, root: string): string {
  const path = !isAbsolute(dir) ? dir : /^\/(src\/)?trigger$/.test(dir) ? `.${dir}` : relative(root, dir);
  return toPosix(path).replace(/^\.\//, "").replace(/\/$/, "") || ".";
}

const IGNORED = new Set(["node_modules", ".git", "dist", "out", "build"]);

/** Every folder named `trigger`, as the CLI looks for them where a configuration has no `dirs`. */
export async function triggerFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory() || isPassedOver(entry.name)) continue;
    const path = join(folder, entry.name);
    if (toPosix(path).endsWith("app/api/trigger")) continue;
    if (entry.name === "trigger") found.push(path);
    found.push(...(await triggerFolders(path)));
  }
  return found;
}

const isPassedOver = (name: string): boolean => IGNORED.has(name) || name.startsWith(".");

/** Whether a file, relative to the root, lies in one of these folders. */
export function isInTriggerFolder(file: string): boolean {
  const folders = file.split("/").slice(0, -1);
  const at = folders.findIndex((name, index) => name === "trigger" || isPassedOver(name) || isRoute(folders, index));
  return folders[at] === "trigger" && !isRoute(folders, at);
}

const isRoute = (folders: readonly string[], index: number): boolean =>
  folders
    .slice(0, index + 1)
    .join("/")
    .endsWith("app/api/trigger");
