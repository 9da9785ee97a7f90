import { type Local, local } from "../ir/code.js";
import { camelCase, kebabCase, words } from "../ir/names.js";
import type { Part } from "../ir/part.js";
import { isReserved } from "./reserved.js";

/** What a region is called. */
export interface RegionName {
  /** In short: `a to c`. */
  readonly name: string;
  readonly id: string;
  readonly symbol: Local;
}

interface Owner {
  readonly name: string;
  readonly id: string;
  readonly exportName: string;
}

/**
 * Names the regions of one graph after their first and last tracks: an unrelated track changes none of them. Regions stand
 * inside each other or apart, so only those inside each other can meet, and their number of nodes tells them apart.
 */
export function regionNames(
  owner: Owner,
  takenIds: ReadonlySet<string>,
): (part: Part, names: readonly string[]) => RegionName {
  const ids = new Set(takenIds);
  const exports = new Set([owner.exportName]);
  return (part, names) => {
    const base = shortName(part, names);
    for (let attempt = 0; ; attempt++) {
      const name = attempt === 0 ? base : `${base} ${names.length + attempt - 1}`;
      const id = `${owner.id}.${kebabCase(name)}`;
      const exported = camelCase(`${owner.name} ${name}`);
      if (ids.has(id) || exports.has(exported) || isReserved(exported)) continue;
      ids.add(id);
      exports.add(exported);
      return { name, id, symbol: local(exported) };
    }
  };
}

function shortName(part: Part, names: readonly string[]): string {
  const [first = ""] = names;
  const last = names.at(-1) ?? first;
  if (names.length === 1) return plain(first);
  return `${plain(first)} ${part.kind === "parallel" ? "and" : "to"} ${plain(last)}`;
}

/** A name without the word "track" at its end: it says nothing here. */
function plain(name: string): string {
  const parts = words(name);
  return (parts.length > 1 && parts.at(-1)?.toLowerCase() === "track" ? parts.slice(0, -1) : parts).join(" ");
}
