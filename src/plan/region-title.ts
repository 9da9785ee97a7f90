import { nodesOfPart, type Part } from "../ir/part.js";
import type { Pulled } from "../ir/plan.js";

/** A region of more nodes is described by its ends. */
const MOST_NAMED = 6;

interface Titled {
  readonly part: Part;
  readonly label: string;
  readonly owner: string;
  readonly pulls: readonly Pulled[];
}

/** What part of the graph a region is, in a line: `Region of TwoLanes: A → C`, `Node of NShape: D, after A and B`. */
export function titleOf({ part, label, owner, pulls }: Titled): string {
  const needs = pulls.map(({ region }) => region.label);
  const after =
    needs.length === 0 ? "" : `, after ${needs.length > MOST_NAMED ? `${needs.length} others` : list(needs)}`;
  const what = nodesOfPart(part).length === 1 ? "Node" : "Region";
  return `${what} of ${owner}: ${label}${after}`;
}

/** A part by the names of its nodes: `A → (B, C) → D`. */
export function describe(part: Part, names: readonly string[]): string {
  const nodes = nodesOfPart(part);
  const nameOf = (node: number | undefined): string => (node === undefined ? "" : (names[node] ?? ""));
  if (nodes.length > MOST_NAMED) return `${nameOf(nodes[0])} to ${nameOf(nodes.at(-1))}, ${nodes.length} nodes`;
  const write = (one: Part, isInner: boolean): string => {
    if (one.kind === "node") return nameOf(one.node);
    const text = one.parts.map((inner) => write(inner, true)).join(one.kind === "series" ? " → " : ", ");
    return isInner ? `(${text})` : text;
  };
  return write(part, false);
}

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
