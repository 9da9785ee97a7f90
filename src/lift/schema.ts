import type { Schema } from "../ir/flow.js";
import type { Span } from "../ir/source.js";
import type { ts } from "ts-morph";
import type { Entity, Site } from "../load/evaluation.js";
import { nodeSpan } from "../load/graph.js";
import { emptyScope } from "./copy-scope.js";
import type { Lifter } from "./lifter.js";
import { Unliftable } from "./unliftable.js";

/**
 * Lifts the schema that a property of a definition holds: as it is written there or, where that leads nowhere, as any
 * of the expressions that made the value.
 */
export function liftSchema(
  owner: Entity,
  property: string,
  lifter: Lifter,
): { schema: Schema | undefined; span: Span | undefined } {
  const { graph } = lifter;
  const entity = graph.entity(graph.property(owner, property));
  if (!entity) return { schema: undefined, span: undefined };
  const written = graph.initializer(owner, property);
  const ownerSite = owner.sites[0];
  const attempts: (() => Schema)[] = [];
  if (written) attempts.push(() => copyAt(written, ownerSite, lifter));
  for (const site of entity.sites) {
    const node = graph.node(site);
    if (node) attempts.push(() => copyAt(node, site, lifter));
  }
  const schema = lifter.attempt(property, () => firstThatWorks(attempts, written ?? placeOf(owner, lifter)));
  return { schema, span: written && nodeSpan(written, lifter.modules) };
}

const copyAt = (node: ts.Node, site: Site | undefined, lifter: Lifter): Schema =>
  lifter.copy(node, { ...emptyScope(node), captures: site ? lifter.captures(site) : new Map() });

function firstThatWorks(attempts: readonly (() => Schema)[], place: ts.Node): Schema {
  let first: Unliftable | undefined;
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Unliftable)) throw error;
      first ??= error;
    }
  }
  throw first ?? new Unliftable(place, "it was made outside the definition modules", "Import the schema by name.");
}

function placeOf(owner: Entity, lifter: Lifter): ts.Node {
  const node = owner.sites[0] && lifter.graph.node(owner.sites[0]);
  if (!node) throw new Error("a schema without a place, in an object without a place");
  return node;
}
