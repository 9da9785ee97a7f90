import type { Dirent } from "node:fs";
import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import { isGenerated } from "../emit/header.js";
import type { GeneratedFile } from "../ir/plan.js";
import { toPosix } from "../load/paths.js";
import type { Project } from "../project.js";
import type { Changes } from "./changes.js";
import { holdInterrupts } from "./interrupts.js";

/** Compares the output with what is on the disk. Files that are not ours are left alone, and are in nobody's way. */
export async function compareOutput(
  project: Project,
  files: readonly GeneratedFile[],
  report: Report,
): Promise<Changes> {
  const folder = resolve(project.root, project.config.output);
  const present = await readFolder(folder);
  const write = files.flatMap(({ path, text }) => {
    const before = present.get(path);
    if (before === text) return [];
    if (before !== undefined && !isGenerated(before)) {
      report(diagnostic("foreign-file", {}, { file: `${project.config.output}/${path}` }));
      return [];
    }
    return [{ path, text, before }];
  });
  const wanted = new Set(files.map(({ path }) => path));
  const remove = [...present]
    .filter(([path, before]) => !wanted.has(path) && isGenerated(before))
    .map(([path, before]) => ({ path, before }));
  return { write, remove };
}

/** The text files of the output folder that may be ours. */
async function readFolder(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const entry of await entriesOf(folder)) {
    if (!entry.isFile() || !/\.(ts|md)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    found.set(toPosix(relative(folder, path)), await readFile(path, "utf8"));
  }
  return found;
}

/**
 * Carries out changes: every file is written beside its place and then renamed, so that whatever happens it is either
 * the old one or the new one. New files come first and stale ones go last, so nothing refers to what is not there.
 */
export async function applyChanges(project: Project, changes: Changes): Promise<void> {
  const folder = resolve(project.root, project.config.output);
  const staged: { readonly temporary: string; readonly path: string }[] = [];
  const interrupts = holdInterrupts();
  try {
    await removeLeftovers(folder);
    for (const { path, text } of changes.write) {
      const target = inside(folder, path);
      await mkdir(dirname(target), { recursive: true });
      await refuseLinksOut(folder, dirname(target));
      const temporary = `${target}.${randomBytes(4).toString("hex")}.tmp`;
      staged.push({ temporary, path: target });
      await writeFile(temporary, text);
    }
    for (const { temporary, path } of staged) await rename(temporary, path);
    for (const { path } of changes.remove) {
      await rm(inside(folder, path));
      await removeEmptyFolder(dirname(inside(folder, path)), folder);
    }
  } finally {
    // After a rename there is nothing left to remove.
    await Promise.all(staged.map(({ temporary }) => rm(temporary, { force: true })));
    interrupts.release();
  }
}

/** Names have been checked long before; this is the last door before the disk. */
function inside(folder: string, path: string): string {
  const target = resolve(folder, path);
  if (!target.startsWith(`${folder}/`) && !target.startsWith(`${folder}\\`))
    throw new Error(`outside the output folder: ${path}`);
  return target;
}

/** A folder of the output that is a link to somewhere else would lead the build there. */
async function refuseLinksOut(folder: string, target: string): Promise<void> {
  const [top, real] = await Promise.all([realpath(folder), realpath(target)]);
  if (real !== top && relative(top, real).startsWith("..")) {
    throw Object.assign(new Error(`${target} is a link that leads out of the output folder`), { code: "EPERM" });
  }
}

async function removeEmptyFolder(path: string, top: string): Promise<void> {
  if (path === top) return;
  await rmdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
}

/** In milliseconds: what is younger may belong to a build that is still at work. */
const LEFTOVER_AGE = 60_000;

/** Removes the temporary files of a build that was killed. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    if (!entry.isFile() || !/\.(ts|md)\.[0-9a-f]{8}\.tmp$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > LEFTOVER_AGE) await rm(path, { force: true });
  }
}

/** Everything below a folder; nothing where there is none. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
}
