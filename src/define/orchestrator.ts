import type { AcceptedInput, ParsedInput, Schema, TaskOutputOf, TaskPayloadOf } from "./contracts.js";
import type { Cron, CronRule, ScheduledPayload } from "./cron.js";
import type { Dependent, KnownDependencies, TrackDependencies } from "./dependencies.js";
import type { ConditionRule, Entries, EntryFunctions, Listed } from "./entries.js";
import type { Awaiting, HookName, HookOutput, Hooks } from "./hooks.js";
import type { KeepingLiterals } from "./literals.js";
import type { InputForAll, NamesUnfit, NodeNames, PayloadByName } from "./nodes.js";
import type { RunOptionsOf, TaskOptions } from "./options.js";
import type { EndOutputs, FailurePolicy, OutputsFor } from "./policy.js";
import type { Resume } from "./resume.js";
import type { Shown } from "./step-output.js";
import type { MapperNeeded } from "./steps.js";
import type { Track } from "./track.js";

/**
 * An orchestrator, typed: what its task is triggered with and what it returns. At run time it is the definition object
 * itself. It may stand wherever a track may.
 */
export interface Orchestrator<Name extends string, Payload, Output> extends Track<Name, Payload, Output> {}

/** Says which nodes need a mapping: those with dependencies, and those that the input does not fit. */
export interface MappingNeeded<Names extends string> {
  readonly trackInputMappings: { readonly [Name in Names]: unknown };
}

// Where functions stand in `tracks`, TypeScript first checks the rest of a definition, and then knows of no name. Rules are
// for names that are known.
type MappingRule<Names extends string> = [Names] extends [never]
  ? unknown
  : string extends Names
    ? unknown
    : MappingNeeded<Names>;

/** The final task needs a mapper where the record of all outputs does not fit it. */
type FinalRule<Outputs, Payload> = string extends keyof Outputs
  ? unknown
  : [Outputs] extends [Payload]
    ? unknown
    : MapperNeeded<Outputs, Payload>;

/** What is passed to nodes without dependencies and mapping. */
type InputOf<R, All extends readonly unknown[], S, D, Mapped> = ParsedInput<S, DefaultInput<R, All, D, Mapped>>;

type DefaultInput<R, All extends readonly unknown[], D, Mapped> = InputForAll<R, All, Mapped | Dependent<D>>;

/** The same, as it is known before the functions in `tracks` are checked. */
type GivenOf<
  R,
  Tracks extends readonly unknown[],
  Ids extends readonly unknown[],
  Names extends readonly unknown[],
  S,
  D,
  Mapped,
> = InputOf<R, Listed<Tracks, Ids, Names>, S, D, Mapped>;

type Unmapped<R, All extends readonly unknown[], D, Mapped, Input> = Extract<
  Exclude<NamesUnfit<R, All, Input> | Extract<Dependent<D>, NodeNames<All>>, Mapped>,
  string
>;

/** What a final task may say. */
type FinalKey = "taskName" | "name" | "when" | "inputMapper" | "options";

/** The output of the final task, what `output` makes or, without either, `Otherwise`: the record of all outputs. */
type OrchestratorOutput<R, Final, FinalKeys, Result, Otherwise> = [Final] extends [never]
  ? [Result] extends [never]
    ? Otherwise
    : Shown<Result>
  : TaskOutputOf<R, Final> | ("when" extends FinalKeys ? undefined : never);

/** What an orchestrator may say. */
type OrchestratorKey =
  | "name"
  | "id"
  | "input"
  | "options"
  | "resume"
  | "cron"
  | "cronPayload"
  | "tracks"
  | "onTrackFailure"
  | "trackDependencies"
  | "schedule"
  | "progress"
  | "trackInputMappings"
  | "trackOptions"
  | "finalTask"
  | "output"
  | HookName;

/** What `defineOrchestrator` takes. */
export type OrchestratorShape<
  R,
  Name,
  S,
  All extends readonly unknown[],
  Functions,
  D extends TrackDependencies,
  Mapped extends string,
  Policy extends FailurePolicy,
  Final,
  FinalKeys extends FinalKey,
  Result,
  Keys extends OrchestratorKey,
  Schedule extends Cron,
  Accepted,
  Given,
  Input,
  Outputs = EndOutputs<R, All, D, Policy>,
> = {
  /** Names the orchestrator and its generated file; in kebab case it is the id of the generated task. */
  readonly name: Name;
  /** The id of the generated task, where it should not follow from `name`. */
  readonly id?: string;
  /** The schema of the orchestrator's input. Default: what the nodes need that take the input as it is. */
  readonly input?: S;
  /** Trigger.dev's options of the generated task. */
  readonly options?: TaskOptions;
  /** Resumes across runs: what has completed for the same key is not run again. Default: within one run. */
  readonly resume?: Resume<Given>;
  /** When it runs by itself: a pattern, or one with a time zone. Becomes a scheduled task of its own that triggers it. */
  readonly cron?: Schedule;
  /** Makes the payload for a scheduled run. May be left out where `{}` fits. */
  readonly cronPayload?: (schedule: ScheduledPayload) => Accepted | KeepingLiterals<S>;
  /** The nodes of the graph: a track, `{ track, name? }` to use one twice, or `{ taskName, name? }` for a single task. */
  readonly tracks: All | Functions;
  /**
   * What becomes of the orchestrator where a node fails: `"halt"` fails it; with `"continue"` nodes that do not depend on
   * the failed one go on, and the others are skipped. An entry of `tracks` may say so for itself. Default: `"halt"`.
   */
  readonly onTrackFailure?: Policy;
  /**
   * Node name to the names of the nodes it waits for; one that is written `{ settled: "Name" }` may be missing. A node
   * that is not mentioned starts at once.
   */
  readonly trackDependencies?: D &
    KnownDependencies<D, NodeNames<All>> & { readonly [Key in NodeNames<All>]?: unknown };
  /**
   * `"eager"`: a node starts as soon as those it waits for have ended. `"waves"`: together with all others of its level,
   * which takes fewer runs and open slots. Default: what flowgen.config.ts says, else `"eager"`.
   */
  readonly schedule?: "eager" | "waves";
  /** Writes to the metadata of the root run how far each node is, and generates a typed reader of it. Default: `false`. */
  readonly progress?: boolean;
  /** Node name to a function from the outputs of its dependencies, and the input, to the node's payload. */
  readonly trackInputMappings?: {
    readonly [Key in Mapped]?: (
      outputs: OutputsFor<R, All, D, Key>,
      input: Input,
    ) => PayloadByName<R, All, Key> | KeepingLiterals<All>;
  } & { readonly [Key in NodeNames<All>]?: unknown };
  /** Node name to Trigger.dev's options for its run: constants, or a function of what its mapping is given. */
  readonly trackOptions?: {
    readonly [Key in NodeNames<All>]?: RunOptionsOf<OutputsFor<R, All, D, Key>, Input>;
  };
  /** One task that runs when all nodes have ended. Its output is the orchestrator's. */
  readonly finalTask?: {
    readonly taskName: Final;
    readonly name?: string;
    /** Whether it runs. Where it does not, the orchestrator's output is `undefined`. */
    readonly when?: (outputs: Outputs, input: Input) => boolean;
    /** May be left out where the record of all outputs fits as it is. */
    readonly inputMapper?: (outputs: Outputs, input: Input) => TaskPayloadOf<R, Final>;
    /** Trigger.dev's options for the run: constants, or a function of what `inputMapper` is given. */
    readonly options?: RunOptionsOf<Outputs, Input>;
  } & { readonly [Key in FinalKeys]?: unknown } & FinalRule<Outputs, TaskPayloadOf<R, Final>>;
  /** Makes the orchestrator's output, in place of a final task. Default: the record of all outputs by node name. */
  readonly output?: (outputs: Outputs, input: Input) => Result;
} & Hooks<
  Input,
  HookOutput<Awaiting<"output", Keys, Result>, OrchestratorOutput<R, Final, FinalKeys, Result, Outputs>>
> & { readonly [Key in Keys]?: unknown } & CronRule<Schedule, Accepted> &
  ConditionRule<All> &
  MappingRule<Unmapped<R, All, D, Mapped, Input>> &
  ([Final] extends [never] ? unknown : { readonly output?: never });

/** The type of `defineOrchestrator`. */
export interface DefineOrchestrator<R, Id extends string> {
  <
    const Name extends string,
    const All extends Entries<Id>,
    const Tracks extends readonly unknown[],
    const Ids extends readonly unknown[],
    const Names extends readonly unknown[],
    S extends Schema = never,
    const D extends TrackDependencies = {},
    Mapped extends NodeNames<All> = never,
    Policy extends FailurePolicy = "halt",
    Final extends Id = never,
    FinalKeys extends FinalKey = never,
    Result = never,
    Keys extends OrchestratorKey = never,
    Schedule extends Cron = never,
  >(
    definition: OrchestratorShape<
      R,
      Name,
      S,
      All,
      EntryFunctions<R, Tracks, Ids, Names, D, GivenOf<R, Tracks, Ids, Names, S, D, Mapped>>,
      D,
      Mapped,
      Policy,
      Final,
      FinalKeys,
      Result,
      Keys,
      Schedule,
      AcceptedInput<S, DefaultInput<R, All, D, Mapped>>,
      GivenOf<R, Tracks, Ids, Names, S, D, Mapped>,
      InputOf<R, All, S, D, Mapped>
    >,
  ): Orchestrator<
    Name,
    AcceptedInput<S, DefaultInput<R, All, D, Mapped>>,
    OrchestratorOutput<R, Final, FinalKeys, Result, EndOutputs<R, All, D, Policy>>
  >;
}
