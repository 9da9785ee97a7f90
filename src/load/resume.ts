import type { Code, Part } from "../ir/code.js";
import type { Resume } from "../ir/flow.js";
import type { Span } from "../ir/source.js";
import type { Lifter } from "../lift/lifter.js";
import { liftMapper } from "../lift/mapper.js";
import { liftConstant } from "../lift/options.js";
import type { Entity } from "./evaluation.js";

/** Reads by what the runs of a definition are told apart, where that is not the run of the definition itself. */
export function readResume(owner: Entity, whole: Span, lifter: Lifter): Resume | undefined {
  const own = lifter.graph.entity(lifter.graph.property(owner, "resume"));
  const key = own && liftMapper(own, "key", "given", whole, lifter);
  if (!own || !key) return undefined;
  const ttl = liftConstant(own, "ttl", whole, lifter);
  return { span: key.span, key, ttl: ttl && { ...ttl, name: "idempotencyKeyTTL", code: renamed(ttl.code) } };
}

/** The same value, under the name that it has among the options of a run. */
const renamed = ([first, ...rest]: readonly Part[]): Code =>
  typeof first === "object" && first.kind === "shorthand"
    ? ["idempotencyKeyTTL: ", ...first.value, ...rest]
    : [String(first).replace(/^ttl/, "idempotencyKeyTTL"), ...rest];
