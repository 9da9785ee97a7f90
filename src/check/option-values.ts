import type { RunOptions, TaskOptions } from "../define/options.js";

/** Says what is wrong with a constant, if anything. Its type is TypeScript's to check: a value of another is let pass. */
type Check = (value: unknown) => string | undefined;

const DURATION = /^(\d+(w|d|hr|h|m|s))+$/;
/** The server strips other characters from the name of a queue, silently; limits are refused by the SDK. */
const QUEUE_NAME = /^[\w/-]{1,128}$/;
const LIMIT_NAME = /^[\w-]{1,122}$/;

const anything: Check = () => undefined;

const duration: Check = (value) =>
  typeof value !== "string" || DURATION.test(value)
    ? undefined
    : 'a duration is written like `"30s"`, `"1h30m"` or `"7d"`';

const delay: Check = (value) =>
  typeof value === "string" && Number.isNaN(Date.parse(value)) ? duration(value) : undefined;

const ttl: Check = (value) => (typeof value === "number" ? atLeast(0)(value) : duration(value));

const atLeast =
  (least: number): Check =>
  (value) =>
    typeof value !== "number" || value >= least ? undefined : `it has to be at least ${least}`;

const queueName: Check = (value) => {
  if (typeof value !== "string") return undefined;
  if (!QUEUE_NAME.test(value)) return "the name of a queue has 1–128 letters, digits, `_`, `-` and `/`";
  return value.startsWith("limit/") ? "names that begin with `limit/` are Trigger.dev's own" : undefined;
};

const limitName: Check = (value) =>
  typeof value !== "string" || LIMIT_NAME.test(value)
    ? undefined
    : "the name of a concurrency limit has 1–122 letters, digits, `_` and `-`";

const namedLimits: Check = (value) => {
  const names = Array.isArray(value) ? value : [value];
  return names.length > 2 ? "a run takes at most two named limits" : firstProblem(names, limitName);
};

const taskConcurrency: Check = (value) => {
  const limits: unknown[] = Array.isArray(value) ? value : [value];
  const named = limits.flatMap((limit) => (typeof limit === "string" ? [limit] : nameOf(limit)));
  if (named.length > 2) return "a task takes at most two named limits";
  if (limits.length - named.length > 1) return "a task takes at most one limit of its own; give the others names";
  return firstProblem(named, limitName);
};

const tags: Check = (value) => {
  const all: unknown[] = Array.isArray(value) ? value : [value];
  if (all.length > 10) return "a run takes at most 10 tags";
  const isFine = all.every((tag) => typeof tag !== "string" || (tag.length > 0 && tag.length <= 128));
  return isFine ? undefined : "a tag has 1–128 characters";
};

const retry: Check = (value) =>
  typeof value === "object" && value !== null && "maxAttempts" in value ? atLeast(1)(value.maxAttempts) : undefined;

const nameOf = (value: unknown): unknown[] =>
  typeof value === "object" && value !== null && "name" in value ? [value.name] : [];

const firstProblem = (values: readonly unknown[], check: Check): string | undefined =>
  values.map(check).find((problem) => problem !== undefined);

/** In seconds: Trigger.dev refuses less. */
const SHORTEST_MAX_DURATION = 5;

/** The options of a task, each with its check. */
export const taskOptionChecks: Readonly<Record<keyof TaskOptions, Check>> = {
  concurrency: taskConcurrency,
  description: anything,
  machine: anything,
  maxDuration: atLeast(SHORTEST_MAX_DURATION),
  queue: (value) => firstProblem([value, ...nameOf(value)], queueName),
  retry,
  ttl,
};

type RunOptionName = Exclude<keyof RunOptions, "debounce" | "externalDeploymentId" | "idempotencyKey" | "version">;

/** The options of a run, each with its check. */
export const runOptionChecks: Readonly<Record<RunOptionName, Check>> = {
  concurrency: namedLimits,
  concurrencyKey: anything,
  delay,
  idempotencyKeyTTL: duration,
  machine: anything,
  maxAttempts: atLeast(1),
  maxDuration: atLeast(SHORTEST_MAX_DURATION),
  metadata: anything,
  priority: anything,
  queue: queueName,
  region: anything,
  tags,
  ttl,
};

/** What a run may not be given, and why. */
export const refusedRunOptions: ReadonlyMap<string, string> = new Map([
  ["idempotencyKey", "flowgen gives every run its key, so that a retried parent resumes"],
  ["version", "a run that is waited for has the version of its parent"],
  ["externalDeploymentId", "a run that is waited for has the version of its parent"],
  ["debounce", "a debounced run would be shared between parents, against their keys"],
]);
