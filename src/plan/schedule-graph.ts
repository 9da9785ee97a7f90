import type { CompositeTrack, Orchestrator, ScheduleMode } from "../ir/flow.js";
import { groupBy } from "../ir/group-by.js";
import type { Part } from "../ir/part.js";
import { decompose } from "./decompose.js";
import { type Order, orderOf } from "./order.js";
import { wavesOf } from "./waves.js";

/** A graph, and how it is scheduled. */
export interface ScheduledDefinition {
  readonly mode: ScheduleMode;
  readonly order: Order;
  readonly part: Part;
  /** What each node was declared to depend on, by name. */
  readonly dependenciesOf: (name: string) => readonly string[];
}

/** Settles the parts of a graph. `otherwise` holds where the definition does not say. */
export function scheduleGraph(definition: CompositeTrack | Orchestrator, otherwise: ScheduleMode): ScheduledDefinition {
  const { nodes, dependencies } = definition;
  const numbers = new Map(nodes.map(({ name }, index) => [name, index]));
  const declared = groupBy(dependencies, ({ name }) => name);
  const dependenciesOf = (name: string): string[] => [...new Set((declared.get(name) ?? []).map(({ needs }) => needs))];
  const order = orderOf(nodes.map(({ name }) => dependenciesOf(name).flatMap((need) => numbers.get(need) ?? [])));
  const mode = definition.schedule ?? otherwise;
  return { mode, order, part: mode === "waves" ? wavesOf(order) : decompose(order), dependenciesOf };
}
