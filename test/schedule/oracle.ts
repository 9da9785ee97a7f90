import { createHash } from "node:crypto";
import { nameOf, type TestFlow } from "./flows.js";

/** What a run of a flow must come to. */
export interface Expected {
  readonly output: unknown;
  /** The nodes that run, with when they begin, in seconds from the start. */
  readonly starts: ReadonlyMap<string, number>;
  /** When the last of them has ended. */
  readonly makespan: number;
  /** The nodes that fail; the flow fails with one of them. */
  readonly failed: readonly string[];
}

interface Result {
  readonly name: string;
  readonly digest: string;
}

/** What the task of every node gives: a trace of all that it was given. */
export const workOutput = (name: string, from: Readonly<Record<string, Result>>): Result => ({
  name,
  digest: createHash("sha256")
    .update(
      JSON.stringify([
        name,
        Object.keys(from)
          .sort()
          .map((key) => [key, from[key]?.digest]),
      ]),
    )
    .digest("hex")
    .slice(0, 12),
});

/**
 * Interprets a flow in memory, with the semantics of an eager runner: a node begins when the count of its open
 * dependencies reaches zero, outputs go by name, and of what depends on a failed node nothing begins.
 */
export function interpret(flow: TestFlow): Expected {
  const open = flow.needs.map((needs) => new Set(needs).size);
  const outputs = new Map<number, Result>();
  const starts = new Map<string, number>();
  const failed: string[] = [];
  const running: { readonly node: number; readonly end: number }[] = [];
  const begin = (node: number, now: number): void => {
    starts.set(nameOf(node), now);
    running.push({ node, end: now + (flow.seconds[node] ?? 0) });
  };
  for (const [node, count] of open.entries()) if (count === 0) begin(node, 0);
  let now = 0;
  for (;;) {
    running.sort((a, b) => a.end - b.end);
    const next = running.shift();
    if (!next) break;
    const { node } = next;
    now = next.end;
    if (flow.failing.includes(node)) {
      failed.push(nameOf(node));
      continue;
    }
    const read = flow.reads[node] ?? [];
    const given = read === "all" ? (flow.needs[node] ?? []) : read;
    const from = given.flatMap((need) => {
      const output = outputs.get(need);
      return output ? [[nameOf(need), output] as const] : [];
    });
    outputs.set(node, workOutput(nameOf(node), Object.fromEntries(from)));
    for (const [other, needs] of flow.needs.entries()) {
      if (!needs.includes(node)) continue;
      const left = (open[other] ?? 0) - 1;
      open[other] = left;
      if (left === 0) begin(other, now);
    }
  }
  const returned = flow.readAtEnd === "all" ? flow.needs.map((_, node) => node) : flow.readAtEnd;
  return {
    output: Object.fromEntries(returned.map((node) => [nameOf(node), outputs.get(node)])),
    starts,
    makespan: now,
    failed,
  };
}
