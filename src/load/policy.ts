import type { Dependency } from "../ir/flow.js";
import type { NodePolicy } from "../ir/policy.js";
import type { Span } from "../ir/source.js";
import type { Lifter } from "../lift/lifter.js";
import { liftMapper } from "../lift/mapper.js";
import type { Entity, Value } from "./evaluation.js";
import type { Graph } from "./graph.js";

/** Reads what an entry of `tracks` says of its node. A definition that stands there itself says nothing. */
export function readPolicy(entry: Entity | undefined, span: Span, lifter: Lifter): NodePolicy {
  const { graph } = lifter;
  const isEntry = entry && ["track", "taskName"].some((key) => graph.property(entry, key));
  if (!isEntry) return { onFailure: undefined, when: undefined, fallback: undefined };
  const policy = graph.data(graph.property(entry, "onTrackFailure"));
  return {
    onFailure:
      policy === "halt" || policy === "continue"
        ? { policy, span: graph.keySpan(entry, "onTrackFailure") ?? span }
        : undefined,
    when: liftMapper(entry, "when", "orchestrator", span, lifter),
    fallback: liftMapper(entry, "fallback", "failure", span, lifter),
  };
}

/** Reads which node waits for which. `place` is where a property of the record stands. */
export function readDependencies(
  record: Entity | undefined,
  place: (...path: PropertyKey[]) => Span,
  graph: Graph,
): Dependency[] {
  if (record?.kind !== "object") return [];
  return record.properties.flatMap(([name, needed]) => {
    const list = graph.entity(needed);
    if (list?.kind !== "array") return [];
    const nameSpan = graph.keySpan(record, name) ?? place(name);
    return list.items.map((one: Value, index): Dependency => {
      const settled = graph.entity(one);
      const needs = String(graph.data(settled ? graph.property(settled, "settled") : one));
      const needsSpan = settled ? place(name, index, "settled") : place(name, index);
      return { name, nameSpan, needs, needsSpan, isSettled: settled !== undefined };
    });
  });
}
