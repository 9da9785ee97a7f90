import type { SubtaskUnwrapError } from "@trigger.dev/sdk";
import type { Branch, BranchOutput } from "./branch.js";
import type { Compensate } from "./compensate.js";
import type { KeepingLiterals } from "./literals.js";
import type { RunOptionsOf } from "./options.js";
import type { StepDefinition } from "./plain.js";
import type {
  ItemContext,
  ItemFailure,
  ItemOf,
  KindKey,
  List,
  Pending,
  RunKey,
  StepArguments,
  StepContext,
  StepKey,
} from "./step-arguments.js";
import type { NamedOutput, OutputsByName, RunOutput, StepOutput, StepPayload } from "./step-output.js";
import type { Approval, Repeat, RoundContext, WaitPeriod } from "./waits.js";

declare const doesNotFit: unique symbol;

/** Says that a mapper cannot be left out: `Passed`, which would be passed on, does not fit `Payload`. */
export interface MapperNeeded<Passed, Payload> {
  readonly inputMapper: unknown;
  readonly [doesNotFit]?: readonly [Passed, Payload];
}

/** What goes to the step's task, or to its mapper: the previous output, or one item of the list made from it. */
type Passed<Prev, Keys, F> = "forEach" extends Keys ? ItemOf<F> : Prev;

// The outputs are put together where a function looks at them, and not before: most steps have none that does.

/** What a step's functions get. */
type Context<Input, Earlier extends NamedOutput> = StepContext<Input, OutputsByName<Earlier>>;

/** The same for one item of a `forEach`. */
type EachContext<Input, Earlier extends NamedOutput> = ItemContext<Input, OutputsByName<Earlier>>;

type MapperContext<Keys, Input, Earlier extends NamedOutput, Output> = "forEach" extends Keys
  ? EachContext<Input, Earlier>
  : "repeat" extends Keys
    ? Context<Input, Earlier> & RoundContext<Output>
    : Context<Input, Earlier>;

/** What a compensation gets beside the output: what the step's functions get, and which item or round it was. */
type CompensateContext<Keys, Input, Earlier extends NamedOutput, F> = "forEach" extends Keys
  ? EachContext<Input, Earlier> & { readonly item: ItemOf<F> }
  : "repeat" extends Keys
    ? Context<Input, Earlier> & { readonly round: number }
    : Context<Input, Earlier>;

type Fits<Passed, Payload> = [Passed] extends [Payload] ? unknown : MapperNeeded<Passed, Payload>;

/** What each kind of step may have beside what makes it that kind. */
interface KeysOfKind {
  readonly taskName: "name" | "when" | EachKey | "repeat" | "inputMapper" | "options" | "fallback" | "compensate";
  readonly track: "name" | "when" | EachKey | "repeat" | "inputMapper" | "options" | "fallback" | "compensate";
  readonly transform: "name" | "when";
  readonly branch: "name" | "when" | "compensate";
  readonly wait: "name" | "when";
  readonly waitUntil: "name" | "when";
  readonly approval: "name" | "when";
}

type EachKey = "forEach" | "concurrency" | "onItemFailure";

/** The kinds that have no name of their own. */
type Nameless = Exclude<KindKey, RunKey>;

/** A step is of one kind, and has what that kind has. */
type KindRule<Keys> = [Extract<Keys, KindKey>] extends [never]
  ? { readonly taskName: unknown }
  : OnlyOf<Extract<Keys, KindKey>>;

type OnlyOf<Kind extends KindKey> = Kind extends KindKey
  ? { readonly [Key in Exclude<StepKey, Kind | KeysOfKind[Kind]>]?: never } & (Kind extends Nameless
      ? { readonly name: string }
      : unknown)
  : never;

/** One step, where the types of all before it are known. */
export type Step<R, Wait, Prev, Input, Earlier extends NamedOutput, S extends StepArguments> = {
  /** The id of the task to run. */
  readonly taskName?: S[0];
  /** The track, composite track or orchestrator to run. */
  readonly track?: S[1];
  /** What `outputs` calls this step. Default: the name of the task or track. */
  readonly name?: S[2];
  /** Whether the step runs. A skipped step passes on what came before it where that fits its output, else `undefined`. */
  readonly when?: (prev: Prev, context: Context<Input, Earlier>) => boolean;
  /** Makes the step's output in the track's own run: no task is triggered. May be async. Repeatable, without effects. */
  readonly transform?: (prev: Prev, context: Context<Input, Earlier>) => S[4];
  /** Makes a list: the task runs once per item and the step's output is the array of the outputs, in item order. */
  readonly forEach?: (prev: Prev, context: Context<Input, Earlier>) => S[4] & List;
  /** How many items run at a time: the next ones start when all of these have ended. Default: 1,000. */
  readonly concurrency?: number;
  /** What a failed item does: fail the track, or stand as failed in the output. Default: `"halt"`. */
  readonly onItemFailure?: S[5] & ItemFailure;
  /** Runs one of several tracks. */
  readonly branch?: Branch<Wait, Prev, Context<Input, Earlier>, S[1], S[5]>;
  /** Waits for so long, then passes on what came before. The run gives up its machine meanwhile. */
  readonly wait?: WaitPeriod;
  /** Waits until a date that is made of what came before, which is passed on. */
  readonly waitUntil?: (prev: Prev, context: Context<Input, Earlier>) => Date;
  /** Waits until someone answers. */
  readonly approval?: Approval<R, Context<Input, Earlier> & { readonly prev: Prev }, S[1]>;
  /** Runs again and again, with a key for each round, until what it returns says that it is enough. */
  readonly repeat?: Repeat<RunOutput<R, S>, Context<Input, Earlier>>;
  /** Makes the payload. May be left out where what it would get fits as it is. Goes after `forEach`. */
  readonly inputMapper?: (
    value: Passed<Prev, S[3], S[4]>,
    context: MapperContext<S[3], Input, Earlier, RunOutput<R, S>>,
  ) => StepPayload<R, S[0], S[1]> | KeepingLiterals<S[1]>;
  /** Trigger.dev's options for the run: constants, or a function of what `inputMapper` is given. Goes after `forEach`. */
  readonly options?: RunOptionsOf<Passed<Prev, S[3], S[4]>, MapperContext<S[3], Input, Earlier, RunOutput<R, S>>>;
  /** Makes a value to go on with, where the run has failed for good. May be async. */
  readonly fallback?: (error: SubtaskUnwrapError, context: Context<Input, Earlier> & { readonly prev: Prev }) => S[4];
  /**
   * A task that undoes the step, if something after it fails: once, with those of the steps after it done before. With
   * `forEach` and `repeat`, once per item or round that completed. Goes after `forEach`.
   */
  readonly compensate?: "compensate" extends S[3]
    ? Compensate<
        R,
        "branch" extends S[3] ? BranchOutput<S[1], S[5]> : RunOutput<R, S>,
        CompensateContext<S[3], Input, Earlier, S[4]>
      >
    : unknown;
} & { readonly [Key in S[3]]?: unknown } & KindRule<S[3]> &
  ([Extract<S[3], RunKey>] extends [never]
    ? unknown
    : "inputMapper" extends S[3]
      ? unknown
      : [Wait] extends [never]
        ? Fits<Passed<Prev, S[3], S[4]>, StepPayload<R, S[0], S[1]>>
        : unknown);

/**
 * The types of a sequence of steps, each knowing those before it. All are optional. After the last one written out
 * follow any number that are loosely typed, with the task names `More`.
 */
export type Steps<R, Input, All, More, Wait, Prev = Input, Earlier extends NamedOutput = never> = All extends readonly [
  infer S extends StepArguments,
  ...infer Rest,
]
  ? [
      Step<R, Wait | Pending<S>, Prev, Input, Earlier, S>?,
      ...Steps<
        R,
        Input,
        Rest,
        More,
        Wait | Pending<S>,
        StepOutput<R, S, Prev>,
        Earlier | [S[2], StepOutput<R, S, Prev>]
      >,
    ]
  : StepDefinition<More & string>[];
