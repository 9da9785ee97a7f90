import type { Value } from "./evaluation.js";
import type { Graph } from "./graph.js";

/** Stand for what has no plain form, so that shapes can be checked on plain data. */
export const SCHEMA = Symbol("a schema");
export const OPAQUE = Symbol("something that is no plain data");

/** The value as plain data that zod can look at. Cycles are kept. */
export function plainOf(value: Value, graph: Graph, known = new Map<number, unknown>()): unknown {
  if (value.kind === "data") return value.data;
  const seen = known.get(value.entity);
  if (seen !== undefined) return seen;
  const entity = graph.entity(value);
  const keep = <T>(plain: T): T => {
    known.set(value.entity, plain);
    return plain;
  };
  switch (entity?.kind) {
    case "function":
      return keep(() => undefined);
    case "schema":
      return SCHEMA;
    case "array": {
      const items = keep<unknown[]>([]);
      items.push(...entity.items.map((item) => plainOf(item, graph, known)));
      return items;
    }
    case "object": {
      const object = keep<Record<string, unknown>>({});
      for (const [key, inner] of entity.properties) object[key] = plainOf(inner, graph, known);
      return object;
    }
    default:
      return OPAQUE;
  }
}
