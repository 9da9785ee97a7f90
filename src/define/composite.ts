import type { ParsedInput } from "./contracts.js";
import type { Dependencies, DependenciesOf, Dependent, Known } from "./dependencies.js";
import type { Awaiting, HookName, HookOutput, Hooks } from "./hooks.js";
import type { KeepingLiterals } from "./literals.js";
import type { InputForAll, NamesUnfit, NodeNames, NodeOutput, NodeOutputs, Nodes, PayloadByName } from "./nodes.js";
import type { RunOptionsOf, TaskOptions } from "./options.js";
import type { Resume } from "./resume.js";
import type { Pending, StepArguments, StepContext } from "./step-arguments.js";
import type { AllOutputs, LastOutput, Shown, StepPayload } from "./step-output.js";
import type { Steps } from "./steps.js";
import type { InputRule } from "./track.js";

/** `StepArguments` of the steps that run first. They may be none. */
export type Leading = readonly [StepArguments, ...StepArguments[]];

/** The outputs of sub-tracks, in the order they are written. */
export type SubTrackOutputs<R, All extends Nodes<string>> = { -readonly [Key in keyof All]: NodeOutput<R, All[Key]> };

/** Says which sub-tracks need a mapping, because what they would get does not fit. */
export interface SubTrackMappingNeeded<Names extends string> {
  readonly subTrackInputMappings: { readonly [Name in Names]: unknown };
}

type MappingRule<Wait, Names extends string> = [Wait] extends [never]
  ? [Names] extends [never]
    ? unknown
    : SubTrackMappingNeeded<Names>
  : unknown;

/** The payload of a composite track without a schema: what its first step or, without any, its sub-tracks need. */
export type DefaultCompositeInput<R, N, X, Keys, Subs extends Nodes<string>, Mapped> = [Keys] extends [never]
  ? InputForAll<R, Subs, Mapped>
  : StepPayload<R, N, X>;

/**
 * What `mergeStrategy` makes or, without one, the record of the sub-tracks' outputs. Never inferred from where the
 * composite track is used: in a list of tracks that would be `unknown`.
 */
export type CompositeOutput<R, Subs extends Nodes<string>, Result> = [Result] extends [never]
  ? NodeOutputs<R, Subs>
  : Shown<Awaited<Result>>;

/** What the mapping of a sub-track gets as `outputs`: those of the steps, and of the sub-tracks that it waits for. */
type SubTrackContext<OfSteps, R, Subs extends Nodes<string>, Needed extends string> = [Needed] extends [never]
  ? OfSteps
  : OfSteps & NodeOutputs<R, Subs, Needed>;

/** What a composite track may say. */
export type CompositeKey =
  | "name"
  | "id"
  | "type"
  | "input"
  | "options"
  | "resume"
  | "tasks"
  | "subTracks"
  | "subTrackDependencies"
  | "schedule"
  | "subTrackInputMappings"
  | "subTrackOptions"
  | "mergeStrategy"
  | HookName;

/** What `defineCompositeTrack` takes. */
export type CompositeTrackShape<
  R,
  Name,
  S,
  All extends Leading,
  More,
  Subs extends Nodes<string>,
  D extends Dependencies,
  Mapped extends string,
  Result,
  Keys extends CompositeKey,
  Input = ParsedInput<S, DefaultCompositeInput<R, All[0][0], All[0][1], All[0][3], Subs, Mapped>>,
> = {
  /** Names the track and its generated file; in kebab case it is the id of the generated task. */
  readonly name: Name;
  /** The id of the generated task, where it should not follow from `name`. */
  readonly id?: string;
  readonly type: "composite";
  /** The schema of the input. Default: the first step's payload or, without steps, what the sub-tracks need. */
  readonly input?: S;
  /** Trigger.dev's options of the generated task. */
  readonly options?: TaskOptions;
  /** Resumes across runs: what has completed for the same key is not run again. Default: within one run. */
  readonly resume?: Resume<Input>;
  /** Steps that run first, in sequence. They may be none. */
  readonly tasks: Readonly<Steps<R, Input, All, More, never>>;
  /** What runs in parallel: a track, `{ track, name }` to use one twice, or `{ taskName, name? }` for a single task. */
  readonly subTracks: Subs;
  /** Sub-track name to the names of the sub-tracks it waits for. One that is not mentioned starts with the others. */
  readonly subTrackDependencies?: D & Known<D, NodeNames<Subs>> & { readonly [Key in NodeNames<Subs>]?: unknown };
  /** As for an orchestrator: whether a sub-track starts as soon as it can (`"eager"`), or with those of its level. */
  readonly schedule?: "eager" | "waves";
  /** Sub-track name to a function that makes its payload. Default: what came out of `tasks`, or the input. */
  readonly subTrackInputMappings?: {
    readonly [Key in Mapped]?: (
      prev: LastOutput<R, All, More, Input>,
      context: StepContext<Input, SubTrackContext<AllOutputs<R, All, Input>, R, Subs, DependenciesOf<D, Key>>>,
    ) => PayloadByName<R, Subs, Key> | KeepingLiterals<Subs>;
  } & { readonly [Key in NodeNames<Subs>]?: unknown };
  /** Sub-track name to Trigger.dev's options for its run: constants, or a function of what its mapping is given. */
  readonly subTrackOptions?: {
    readonly [Key in NodeNames<Subs>]?: RunOptionsOf<
      LastOutput<R, All, More, Input>,
      StepContext<Input, SubTrackContext<AllOutputs<R, All, Input>, R, Subs, DependenciesOf<D, Key>>>
    >;
  };
  /** Makes the track's output from the sub-tracks' outputs, in their order. Default: the record of them by name. */
  readonly mergeStrategy?: (outputs: SubTrackOutputs<R, Subs>, context: { readonly input: Input }) => Result;
} & Hooks<Input, HookOutput<Awaiting<"mergeStrategy", Keys, Result>, CompositeOutput<R, Subs, Result>>> & {
    readonly [Key in Keys]?: unknown;
  } & InputRule<S, All[0][3]> &
  MappingRule<
    Pending<All[number]>,
    Extract<
      Exclude<NamesUnfit<R, Subs, LastOutput<R, All, More, Input>> | Extract<Dependent<D>, NodeNames<Subs>>, Mapped>,
      string
    >
  >;
