import type { ParsedInput } from "./contracts.js";
import type { Hooks } from "./hooks.js";
import type { TaskOptions } from "./options.js";
import type { Resume } from "./resume.js";
import type { Pending, RunKey, StepArguments } from "./step-arguments.js";
import type { LastOutput, StepOutput, StepPayload } from "./step-output.js";
import type { Step, Steps } from "./steps.js";

export declare const contract: unique symbol;

/**
 * A track, typed: what its parent task is triggered with and what that returns. At run time it is the definition
 * object itself.
 */
export interface Track<Name extends string, Payload, Output> {
  readonly name: Name;
  readonly [contract]: (payload: Payload) => Output;
}

/** Any track, composite track or orchestrator that was made by a function. */
export type AnyTrack = Track<string, never, unknown>;

/** What a definition is triggered with; untyped for one with an annotation. `never` for anything else. */
export type TrackPayload<T> = T extends { readonly [contract]?: (payload: infer Payload) => unknown } ? Payload : never;

/** Says that `input` cannot be left out: the first step does not tell what it takes. */
export interface InputNeeded {
  readonly input: unknown;
}

/** A first step that runs nothing has no payload that could be the default input. */
export type InputRule<S, Keys> = [S] extends [never]
  ? [Keys] extends [never]
    ? unknown
    : [Extract<Keys, RunKey>] extends [never]
      ? InputNeeded
      : unknown
  : unknown;

/** What `defineTrack` takes, with one `StepArguments` in `All` per step. */
export type TrackShape<
  R,
  Name,
  S,
  All extends readonly [StepArguments, ...StepArguments[]],
  More,
  Input = ParsedInput<S, StepPayload<R, All[0][0], All[0][1]>>,
> = {
  /** Names the track and its generated file; in kebab case it is the id of the generated task. */
  readonly name: Name;
  /** The id of the generated task, where it should not follow from `name`. */
  readonly id?: string;
  /** The schema of the track's input. Default: the payload of the first step's task. */
  readonly input?: S;
  /** Trigger.dev's options of the generated task. */
  readonly options?: TaskOptions;
  /** Resumes across runs: what has completed for the same key is not run again. Default: within one run. */
  readonly resume?: Resume<Input>;
  /** The steps, at least one, run in sequence. */
  readonly tasks: TrackSteps<R, Input, All, More>;
} & Hooks<Input, LastOutput<R, All, More, never>> &
  InputRule<S, All[0][3]>;

/** The first step is always there. Written out, and not made of {@link Steps}: see there for why. */
type TrackSteps<R, Input, All, More> = All extends readonly [infer S extends StepArguments, ...infer Rest]
  ? readonly [
      Step<R, Pending<S>, Input, Input, never, S>,
      ...Steps<R, Input, Rest, More, Pending<S>, StepOutput<R, S, Input>, [S[2], StepOutput<R, S, Input>]>,
    ]
  : never;
