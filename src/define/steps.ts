import type { TaskOutputOf, TaskPayloadOf } from "./contracts.js";
import type { RunOptionsOf } from "./options.js";
import type { StepDefinition, Untyped } from "./plain.js";

/** What a step's functions get beside the value: the input of the track and what the steps before returned, by name. */
export interface StepContext<Input, Outputs> {
  readonly input: Input;
  readonly outputs: Outputs;
}

/** The same for one item of a `forEach`; `index` counts from 0. */
export interface ItemContext<Input, Outputs> extends StepContext<Input, Outputs> {
  readonly index: number;
}

/** The properties a step may have. */
export type StepKey = "taskName" | "name" | "forEach" | "inputMapper" | "options";

/**
 * What is inferred of one step: its task, its name, the properties it has, and the list its `forEach` returns.
 * Only `items` waits for a function to be checked, so nothing but its own step's `inputMapper` may depend on it: the
 * compiler settles all else before it looks at the first function.
 */
export type StepArguments = readonly [taskName: string, name: string, keys: string, items: List];

/** Name and output of a step that has run. */
export type NamedOutput = readonly [name: string, output: unknown];

/** Outputs by the names of their steps. */
export type OutputsByName<Named extends readonly NamedOutput[]> = Shown<{
  readonly [E in Named[number] as E[0]]: E[1];
}>;

/** The same type, printed by the editor as its properties and not as the alias that made it. */
export type Shown<T> = T extends infer Properties ? Properties : never;

declare const doesNotFit: unique symbol;

/** Says that a mapper cannot be left out: `Passed`, which would be passed on, does not fit `Payload`. */
export interface MapperNeeded<Passed, Payload> {
  readonly inputMapper: unknown;
  readonly [doesNotFit]?: readonly [Passed, Payload];
}

/** What a `forEach` returns, and what it is taken to return until its function has been checked. */
export type List = readonly unknown[];

/** What goes to the step's task, or to its mapper: the previous output, or one item of the list made from it. */
type Passed<Prev, Keys, Items extends List> = "forEach" extends Keys ? Items[number] : Prev;

type MapperContext<Keys, Input, Outputs> = "forEach" extends Keys
  ? ItemContext<Input, Outputs>
  : StepContext<Input, Outputs>;

/**
 * `true` if the list of one of the steps is still to come, else `never`. The compiler checks a call once before it looks
 * at functions; the rules pass then, or that check would fail early and be reported with lists that are not yet known.
 */
export type Pending<S extends StepArguments> = S extends StepArguments
  ? "forEach" extends S[2]
    ? List extends S[3]
      ? true
      : never
    : never
  : never;

type MapperRule<Wait, Keys, Passed, Payload> = [Wait] extends [never]
  ? "inputMapper" extends Keys
    ? unknown
    : Fits<Passed, Payload>
  : unknown;

type Fits<Passed, Payload> = [Passed] extends [Payload] ? unknown : MapperNeeded<Passed, Payload>;

/** One step, where the types of all before it are known. */
export type Step<Wait, Prev, Input, Outputs, Payload, TaskName, Name, Keys extends string, Items extends List> = {
  /** The id of the task to run. */
  readonly taskName: TaskName;
  /** What `outputs` calls this step. Default: `taskName`. */
  readonly name?: Name;
  /** Makes a list: the task runs once per item and the step's output is the array of the outputs, in item order. */
  readonly forEach?: (prev: Prev, context: StepContext<Input, Outputs>) => Items;
  /** Makes the task's payload. May be left out where what it would get fits as it is. Goes after `forEach`. */
  readonly inputMapper?: (value: Passed<Prev, Keys, Items>, context: MapperContext<Keys, Input, Outputs>) => Payload;
  /** Trigger.dev's options for the run: constants, or a function of what `inputMapper` is given. Goes after `forEach`. */
  readonly options?: RunOptionsOf<Passed<Prev, Keys, Items>, MapperContext<Keys, Input, Outputs>>;
} & { readonly [Key in Keys]?: unknown } & MapperRule<Wait, Keys, Passed<Prev, Keys, Items>, Payload>;

/** A step's own output: an array if it has a `forEach`. */
type StepOutput<R, S extends StepArguments> = "forEach" extends S[2] ? TaskOutputOf<R, S[0]>[] : TaskOutputOf<R, S[0]>;

/**
 * The types of a sequence of steps, each knowing those before it. All are optional. After the last one written out
 * follow any number that are loosely typed, with the task names `More`.
 */
export type Steps<
  R,
  Input,
  All,
  More,
  Wait,
  Prev = Input,
  Earlier extends readonly NamedOutput[] = [],
> = All extends readonly [infer S extends StepArguments, ...infer Rest]
  ? [
      Step<Wait, Prev, Input, OutputsByName<Earlier>, TaskPayloadOf<R, S[0]>, S[0], S[1], S[2], S[3]>?,
      ...Steps<R, Input, Rest, More, Wait, StepOutput<R, S>, [...Earlier, [S[1], StepOutput<R, S>]]>,
    ]
  : StepDefinition<More & string>[];

/**
 * What comes out of a sequence of steps: the last one's output or, if there are none, `Otherwise`. Untyped if there
 * are more steps than are written out.
 */
export type LastOutput<R, All, More, Otherwise> = [More] extends [never] ? OutputOfLast<R, All, Otherwise> : Untyped;

type OutputOfLast<R, All, Otherwise> = All extends readonly [infer S extends StepArguments, ...infer Rest]
  ? [S[0]] extends [never]
    ? Otherwise
    : OutputOfLast<R, Rest, StepOutput<R, S>>
  : Otherwise;

/** The outputs of a whole sequence of steps, by name. */
export type AllOutputs<R, All, Earlier extends readonly NamedOutput[] = []> = All extends readonly [
  infer S extends StepArguments,
  ...infer Rest,
]
  ? [S[0]] extends [never]
    ? OutputsByName<Earlier>
    : AllOutputs<R, Rest, [...Earlier, [S[1], StepOutput<R, S>]]>
  : OutputsByName<Earlier>;
