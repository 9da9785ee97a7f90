import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

// As the CLI reads them: the first file that names a variable wins, and every file wins over the process.
const FILES = [".env", ".env.development", ".env.local", ".env.development.local", "dev.vars"];

/** The variables that `trigger dev` would give to tasks. Empty ones are left out, as there. */
export function taskEnvironment(root: string, own: NodeJS.ProcessEnv): Record<string, string> {
  const paths = FILES.map((name) => join(root, name)).filter((path) => existsSync(path));
  const files = paths.map((path) => parseEnv(readFileSync(path, "utf8")));
  const merged: NodeJS.ProcessEnv = { ...own, ...Object.assign({}, ...files.reverse()) };
  const named = Object.entries(merged).filter((entry): entry is [string, string] => Boolean(entry[1]?.trim()));
  return Object.fromEntries(named);
}
