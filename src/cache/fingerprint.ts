import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** A file as it was: absent, or its size, time of change and content. */
export type Fingerprint =
  readonly [path: string, state: "absent"] | readonly [path: string, size: number, mtimeMs: number, hash: string];

export const hashOf = (text: string | Buffer): string => createHash("sha256").update(text).digest("base64url");

export function fingerprint(path: string): Fingerprint {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return [path, "absent"];
  return [path, stat.size, stat.mtimeMs, hashOf(readFileSync(path))];
}

/** Whether a file still is as it was. Its content is read only where its time says that it was touched. */
export function isUnchanged(known: Fingerprint): boolean {
  const stat = statSync(known[0], { throwIfNoEntry: false });
  if (known[1] === "absent") return !stat?.isFile();
  if (!stat?.isFile() || stat.size !== known[1]) return false;
  return stat.mtimeMs === known[2] || hashOf(readFileSync(known[0])) === known[3];
}

const LOCKFILES = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "bun.lock",
  "node_modules/.package-lock.json",
];

const PRETTIER_FILES = [
  "package.json",
  ".editorconfig",
  ...["", ".json", ".json5", ".yaml", ".yml", ".toml", ".js", ".mjs", ".cjs", ".ts", ".mts", ".cts"].map(
    (ending) => `.prettierrc${ending}`,
  ),
  ...["js", "mjs", "cjs", "ts", "mts", "cts"].map((ending) => `prettier.config.${ending}`),
];

/** Files that shape every output, whether they exist or not: the versions of packages, and how code is formatted. */
export function surroundings(root: string, output: string): string[] {
  const found: string[] = [];
  for (let folder = resolve(root, output); ; folder = dirname(folder)) {
    found.push(...PRETTIER_FILES.map((name) => join(folder, name)));
    found.push(...LOCKFILES.map((name) => join(folder, name)).filter((path) => existsSync(path)));
    if (dirname(folder) === folder) return found;
  }
}
