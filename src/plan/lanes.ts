import type { Part } from "../ir/part.js";

/**
 * A wave is one batch, and whatever is in a batch runs. A node that may not run gets a lane of its own, which is a region
 * with the node's guard in it; not so where all of a wave run or none, for that can be asked before the batch.
 * `guardOf` says what it depends on whether a node runs: nothing for a node that always does.
 */
export function lanesFor(part: Part, guardOf: (node: number) => string | undefined): Part {
  const inner = (one: Part): Part => lanesFor(one, guardOf);
  switch (part.kind) {
    case "node":
      return part;
    case "series":
      return { kind: "series", parts: part.parts.map(inner) };
    case "pull":
      return { ...part, parts: part.parts.map(inner) };
    case "parallel": {
      const [first] = part.parts.map((one) => (one.kind === "node" ? guardOf(one.node) : undefined));
      const isShared = part.parts.every((one) => one.kind === "node" && guardOf(one.node) === first);
      const isLane = (one: Part): boolean => !isShared && one.kind === "node" && guardOf(one.node) !== undefined;
      return {
        kind: "parallel",
        parts: part.parts.map((one) => (isLane(one) ? { kind: "series", parts: [one] } : inner(one))),
      };
    }
  }
}
