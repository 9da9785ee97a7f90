import { readFileSync } from "node:fs";
import type { CacheEntry } from "./cache.js";
import { isUnchanged } from "./fingerprint.js";

/** The formatted file as the last build left it, if nobody touched it and the way to format has not changed since. */
export function readIfUnchanged(path: string, entry: CacheEntry | undefined): string | undefined {
  if (!entry) return undefined;
  const known = entry.outputs.find(([one]) => one === path);
  if (!known || known[1] === "absent" || !isUnchanged(known) || !formatsAlike(entry)) return undefined;
  return readFileSync(path, "utf8");
}

const verdicts = new WeakMap<CacheEntry, boolean>();

/** Whether the configuration of prettier, and prettier itself, are those of the last build. */
function formatsAlike(entry: CacheEntry): boolean {
  let verdict = verdicts.get(entry);
  if (verdict === undefined) {
    verdict = entry.inputs.filter(([path]) => /prettier|editorconfig|package|lock/.test(path)).every(isUnchanged);
    verdicts.set(entry, verdict);
  }
  return verdict;
}
