import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));
export const casesFolder = join(repository, "test/cases");

/** Where cases are built: inside the repository, so that `flowgen`, zod and the SDK resolve. Git ignores it. */
export const workFolder = join(repository, ".flowgen/cases");

/** What a case wants to see, beside what goes in. */
export const expectations = ["expected", "diagnostics.txt"];

/** The names of all cases, sorted. */
export function caseNames(): string[] {
  const entries = readdirSync(casesFolder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

export const kindOf = (name: string): "golden" | "diagnostics" | undefined => {
  if (existsSync(join(casesFolder, name, "expected"))) return "golden";
  return existsSync(join(casesFolder, name, "diagnostics.txt")) ? "diagnostics" : undefined;
};

/** Copies what goes into a case to a fresh folder, and gives its path. */
export function prepare(name: string): string {
  const folder = join(workFolder, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const own = join(casesFolder, name);
  for (const entry of readdirSync(own)) {
    if (!expectations.includes(entry)) cpSync(join(own, entry), join(folder, entry), { recursive: true });
  }
  // A case without compiler options of its own has those of all.
  cpSync(join(casesFolder, "tsconfig.base.json"), join(workFolder, "tsconfig.base.json"));
  if (!existsSync(join(folder, "tsconfig.json"))) {
    writeFileSync(join(folder, "tsconfig.json"), '{ "extends": "../tsconfig.base.json" }\n');
  }
  return folder;
}

/** Every file below a folder with its text, sorted by path; what flowgen keeps for itself is left out. */
export function readFolder(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const kept = files.filter((file) => !file.startsWith(".flowgen/")).sort();
  return Object.fromEntries(kept.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}

/** Replaces a folder by these files. */
export function writeFolder(folder: string, files: Readonly<Record<string, string>>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}
