import type { CompositeTrack, Dependency, Node, Orchestrator } from "../ir/flow.js";
import { groupBy } from "../ir/group-by.js";
import type { Guard, Standing, View } from "../ir/policy.js";

/** What policies and conditions make of the nodes of a graph, by name. */
export interface Standings {
  /** None of a node that always runs, and ends the graph where it fails. */
  readonly of: (name: string) => Omit<Standing, "failure"> | undefined;
  /** How a node finds those that it depends on, where that is not what is kept of them. */
  readonly viewsFor: (name: string) => ReadonlyMap<string, View>;
  /** The same at the end of the graph. */
  readonly viewsAtEnd: ReadonlyMap<string, View>;
  readonly mayBeMissing: (name: string) => boolean;
}

/**
 * A node may be missing where it goes on after a failure of its own, or needs a node that may be missing. One that something
 * stands in for is there, where what it needs is; and who asks what became of another needs it not.
 */
export function standingsOf({ nodes, dependencies, ...graph }: CompositeTrack | Orchestrator): Standings {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const needs = groupBy(
    dependencies.filter(({ isSettled }) => !isSettled),
    ({ name }) => name,
  );
  const asked = new Set(dependencies.filter(({ isSettled }) => isSettled).map((one) => one.needs));
  const missing = missingOf(
    nodes.filter((node) => goesOn(node, graph.kind === "orchestrator" ? graph.onFailure : "halt")),
    dependencies,
  );
  const isConditional = (name: string): boolean => byName.get(name)?.policy.when !== undefined;
  const isSettled = (name: string): boolean => missing.has(name) || asked.has(name);
  const viewOf = (name: string): View => (isConditional(name) ? "output-or-undefined" : "output");
  const needsOf = (name: string): string[] => [...new Set((needs.get(name) ?? []).map((one) => one.needs))];
  const guardsOf = (name: string): Guard[] =>
    needsOf(name).flatMap((need) => (missing.has(need) ? [{ name: need, isConditional: isConditional(need) }] : []));
  return {
    of(name) {
      const { when, fallback } = byName.get(name)?.policy ?? {};
      const guards = guardsOf(name);
      if (!when && !fallback && guards.length === 0 && !isSettled(name)) return undefined;
      return { guards, when, isSettled: isSettled(name) };
    },
    viewsFor: (name) =>
      new Map(needsOf(name).flatMap((need) => (isSettled(need) ? [[need, viewOf(need)] as const] : []))),
    viewsAtEnd: new Map([...asked].flatMap((name) => (missing.has(name) ? [] : [[name, viewOf(name)] as const]))),
    mayBeMissing: (name) => missing.has(name),
  };
}

/** Whether the failure of a node is told to those who read it. */
export const goesOn = ({ policy }: Node, otherwise: Orchestrator["onFailure"]): boolean =>
  !policy.fallback && (policy.onFailure?.policy ?? otherwise) === "continue";

/** Those that go on where they fail, and whatever needs one that may be missing. */
function missingOf(going: readonly Node[], dependencies: readonly Dependency[]): ReadonlySet<string> {
  const needing = groupBy(
    dependencies.filter(({ isSettled }) => !isSettled),
    ({ needs }) => needs,
  );
  const found = new Set(going.map(({ name }) => name));
  for (const name of found) for (const one of needing.get(name) ?? []) found.add(one.name);
  return found;
}
