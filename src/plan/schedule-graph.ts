import type { CompositeTrack, Orchestrator, ScheduleMode } from "../ir/flow.js";
import { groupBy } from "../ir/group-by.js";
import type { Part } from "../ir/part.js";
import { decompose } from "./decompose.js";
import { lanesFor } from "./lanes.js";
import { type Order, orderOf } from "./order.js";
import { type Standings, standingsOf } from "./standings.js";
import { wavesOf } from "./waves.js";

/** A graph, and how it is scheduled. */
export interface ScheduledDefinition {
  readonly mode: ScheduleMode;
  readonly order: Order;
  readonly part: Part;
  /** What each node was declared to depend on, by name. */
  readonly dependenciesOf: (name: string) => readonly string[];
  readonly standings: Standings;
}

/** Settles the parts of a graph. `otherwise` holds where the definition does not say. */
export function scheduleGraph(definition: CompositeTrack | Orchestrator, otherwise: ScheduleMode): ScheduledDefinition {
  const { nodes, dependencies } = definition;
  const numbers = new Map(nodes.map(({ name }, index) => [name, index]));
  const declared = groupBy(dependencies, ({ name }) => name);
  const dependenciesOf = (name: string): string[] => [...new Set((declared.get(name) ?? []).map(({ needs }) => needs))];
  const order = orderOf(nodes.map(({ name }) => dependenciesOf(name).flatMap((need) => numbers.get(need) ?? [])));
  const mode = definition.schedule ?? otherwise;
  const standings = standingsOf(definition);
  /** Nodes run for the same reason where all of them only need the same others. */
  const guardOf = (node: number): string | undefined => {
    const { guards, when } = standings.of(nodes[node]?.name ?? "") ?? {};
    if (when) return `the condition of ${node}`;
    return guards && guards.length > 0 ? JSON.stringify(guards.map(({ name }) => name).sort()) : undefined;
  };
  const part = lanesFor(mode === "waves" ? wavesOf(order) : decompose(order), guardOf);
  return { mode, order, part, dependenciesOf, standings };
}
