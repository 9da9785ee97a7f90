import { createHash } from "node:crypto";
import { mayBeMissing, nameOf, type TestFlow } from "./flows.js";

/** What a run of a flow must come to. */
export interface Expected {
  readonly output: unknown;
  /** The nodes that run, with when they begin, in seconds from the start. */
  readonly starts: ReadonlyMap<string, number>;
  /** When the last of them has ended. */
  readonly makespan: number;
  /** The nodes that fail and end the flow, which fails with one of them. */
  readonly failed: readonly string[];
}

interface Result {
  readonly name: string;
  readonly digest: string;
}

/** What became of a node, as the flow tells it; but for the id of a failed run. */
type State =
  | { readonly status: "completed"; readonly output: Result }
  | { readonly status: "failed"; readonly error: { readonly taskId: string; readonly message: string } }
  | { readonly status: "skipped"; readonly by: "condition" | "failure"; readonly because: string };

/** What a node is given of another: its output or, where it asks, what became of it. */
type Given = Result | State | undefined;

/** What the task of every node gives: a trace of all that it was given. */
export const workOutput = (name: string, from: Readonly<Record<string, Given>>): Result => ({
  name,
  digest: createHash("sha256")
    .update(
      JSON.stringify([
        name,
        Object.keys(from)
          .sort()
          .map((key) => [key, trace(from[key])]),
      ]),
    )
    .digest("hex")
    .slice(0, 12),
});

function trace(given: Given): string {
  if (!given) return "nothing";
  if (!("status" in given)) return given.digest;
  switch (given.status) {
    case "completed":
      return `completed ${given.output.digest}`;
    case "failed":
      return `failed ${given.error.message}`;
    case "skipped":
      return `skipped by ${given.by}: ${given.because}`;
  }
}

/**
 * Interprets a flow in memory, with the semantics of an eager runner: when the count of its open dependencies reaches
 * zero, a node begins or is skipped; outputs go by name, and of what depends on a node that ends the flow nothing begins.
 */
export function interpret(flow: TestFlow): Expected {
  const open = flow.needs.map((needs) => new Set(needs).size);
  const states = new Map<number, State>();
  const starts = new Map<string, number>();
  const failed: string[] = [];
  const running: { readonly node: number; readonly end: number }[] = [];
  const isAsked = (node: number, need: number): boolean => flow.asked[node]?.includes(need) === true;
  const settle = (node: number, state: State, now: number): void => {
    states.set(node, state);
    for (const [other, needs] of flow.needs.entries()) {
      if (!needs.includes(node)) continue;
      const left = (open[other] ?? 0) - 1;
      open[other] = left;
      if (left === 0) decide(other, now);
    }
  };
  const decide = (node: number, now: number): void => {
    const because = [...new Set(flow.needs[node])].flatMap((need) => {
      const state = states.get(need);
      return state && !isAsked(node, need) && isMissing(state)
        ? [`${nameOf(need)} ${state.status === "failed" ? "failed" : "was skipped"}`]
        : [];
    });
    if (because.length > 0) return settle(node, { status: "skipped", by: "failure", because: because.join(", ") }, now);
    if (flow.unwanted.includes(node)) return settle(node, skippedByCondition(node), now);
    starts.set(nameOf(node), now);
    running.push({ node, end: now + (flow.seconds[node] ?? 0) });
  };
  const givenTo = (node: number): Record<string, Given> => {
    const read = flow.reads[node] ?? [];
    const needs = read === "all" ? (flow.needs[node] ?? []) : read;
    return Object.fromEntries(
      needs.map((need) => [nameOf(need), isAsked(node, need) ? states.get(need) : outputOf(states.get(need))]),
    );
  };
  /** What becomes of a node that has run; nothing, if it ends the flow. */
  const resultOf = (node: number): State | undefined => {
    if (!flow.failing.includes(node)) return { status: "completed", output: workOutput(nameOf(node), givenTo(node)) };
    const message = `Error in work: ${nameOf(node)} fails`;
    switch (flow.policies[node]) {
      case "continue":
        return { status: "failed", error: { taskId: "work", message } };
      case "fallback": {
        const names = [...new Set(flow.needs[node]?.map(nameOf))].sort();
        return { status: "completed", output: { name: "instead", digest: message + names.join() } };
      }
      default:
        return undefined;
    }
  };
  // Found before any is decided: one that is skipped opens others at once.
  for (const node of open.flatMap((count, one) => (count === 0 ? [one] : []))) decide(node, 0);
  let now = 0;
  for (;;) {
    running.sort((a, b) => a.end - b.end);
    const next = running.shift();
    if (!next) break;
    now = next.end;
    const result = resultOf(next.node);
    if (result) settle(next.node, result, now);
    else failed.push(nameOf(next.node));
  }
  const returned = flow.readAtEnd === "all" ? flow.needs.map((_, node) => node) : flow.readAtEnd;
  const missing = mayBeMissing(flow);
  return {
    output: Object.fromEntries(
      returned.map((node) => [nameOf(node), missing.has(node) ? states.get(node) : outputOf(states.get(node))]),
    ),
    starts,
    makespan: now,
    failed,
  };
}

const outputOf = (state: State | undefined): Result | undefined =>
  state?.status === "completed" ? state.output : undefined;

const isMissing = (state: State): boolean =>
  state.status === "failed" || (state.status === "skipped" && state.by === "failure");

const skippedByCondition = (node: number): State => ({
  status: "skipped",
  by: "condition",
  because: `the condition of ${nameOf(node)} did not hold`,
});
