/** Trigger.dev takes a key of exactly 64 characters for a ready hash, and forgets its scope (see platform.md). */
const HASH_LENGTH = 64;

/** No list is longer than this many digits can count. */
const MAX_DIGITS = 7;

/** The idempotency key of the one run of a step or node. */
export const stepKey = (name: string): string => (name.length === HASH_LENGTH ? `${name} run` : name);

/** The id of the task that triggers an orchestrator on a schedule. */
export const cronId = (id: string): string => `${id}.schedule`;

/** The id of the task that keeps what a definition has to compensate. */
export const keeperId = (id: string): string => `${id}.compensations`;

/** What stands before the index in the key of a run per item. No index brings it to 64 characters. */
export function itemKeyPrefix(name: string): string {
  const prefix = `${name} `;
  const reachable = prefix.length < HASH_LENGTH && prefix.length + MAX_DIGITS >= HASH_LENGTH;
  return reachable ? `${prefix}in place ` : prefix;
}
