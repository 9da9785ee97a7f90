import type { Cases } from "./branch.js";
import type { Schema } from "./contracts.js";
import type { NodeName, NodeTrack } from "./nodes.js";

/** What a step's functions get beside the value: the input of the track and what the steps before returned, by name. */
export interface StepContext<Input, Outputs> {
  readonly input: Input;
  readonly outputs: Outputs;
}

/** The same for one item of a `forEach`; `index` counts from 0. */
export interface ItemContext<Input, Outputs> extends StepContext<Input, Outputs> {
  readonly index: number;
}

/** What a step is: exactly one of these says it. */
export type KindKey = "taskName" | "track" | "transform" | "branch" | "wait" | "waitUntil" | "approval";

/** The kinds that run something, and so have a payload. */
export type RunKey = "taskName" | "track";

/** The properties a step may have. */
export type StepKey =
  | KindKey
  | "name"
  | "when"
  | "forEach"
  | "concurrency"
  | "onItemFailure"
  | "repeat"
  | "inputMapper"
  | "options"
  | "fallback"
  | "compensate";

/**
 * What is inferred of one step: its task, what else it runs, its name, the properties it has, what its function gives
 * (the list of a `forEach`, the value of a `transform`), and a literal that its output hangs on.
 * Only `given` waits for a function to be checked, so nothing but its own step's later functions, and the steps after
 * it, may depend on it: the compiler settles all else before it looks at the first function.
 */
export type StepArguments = readonly [
  taskName: string,
  target: unknown,
  name: string,
  keys: string,
  given: unknown,
  choice: unknown,
];

/** What a step may run beside a task of the registry. */
export type Target = NodeTrack | Cases | Schema;

/** What a step's output may hang on beside: how failed items are treated, or the track that a branch runs otherwise. */
export type Choice = ItemFailure | NodeTrack;

/** What a failed item does. */
export type ItemFailure = "halt" | "collect";

/** What a function gives is `unknown` until it has been checked. */
type IsOpen<F> = unknown extends F ? true : false;

/** The items of a list that a `forEach` gives. */
export type ItemOf<F> = IsOpen<F> extends true ? unknown : F extends List ? F[number] : never;

/** What a `forEach` returns. */
export type List = readonly unknown[];

/** The properties whose functions decide what the step's output is, or what its mapper gets. */
type DecidingKey = "forEach" | "transform" | "fallback";

/**
 * `true` if what one of the steps gives is still to come, else `never`. The compiler checks a call once before it looks
 * at functions; the rules pass then, or that check would fail early and be reported with types that are not yet known.
 */
export type Pending<S extends StepArguments> = S extends StepArguments
  ? [Extract<S[3], DecidingKey>] extends [never]
    ? never
    : IsOpen<S[4]> extends true
      ? true
      : never
  : never;

/** The name of a step that gives itself none: its task's, or its track's. */
export type StepName<N, X> = [N] extends [never]
  ? [X] extends [{ readonly name: string }]
    ? NodeName<X>
    : string
  : N & string;
