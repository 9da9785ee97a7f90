import type { AcceptedInput, ParsedInput, Schema, TaskOutputOf, TaskPayloadOf } from "./contracts.js";
import type { Cron, CronRule, ScheduledPayload } from "./cron.js";
import type { Dependencies, DependenciesOf, Dependent, Known } from "./dependencies.js";
import type { Hooks } from "./hooks.js";
import type { InputForAll, NamesUnfit, NodeNames, NodeOutputs, Nodes, PayloadByName } from "./nodes.js";
import type { RunOptionsOf, TaskOptions } from "./options.js";
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

type MappingRule<Names extends string> = [Names] extends [never] ? unknown : MappingNeeded<Names>;

/** What is passed to nodes without dependencies and mapping. */
type InputOf<R, All extends Nodes<string>, S, D, Mapped> = ParsedInput<S, DefaultInput<R, All, D, Mapped>>;

type DefaultInput<R, All extends Nodes<string>, D, Mapped> = InputForAll<R, All, Mapped | Dependent<D>>;

type Unmapped<R, All extends Nodes<string>, D, Mapped, Input> = Extract<
  Exclude<NamesUnfit<R, All, Input> | Extract<Dependent<D>, NodeNames<All>>, Mapped>,
  string
>;

/** The output of the final task, what `output` makes or, without either, the record of all outputs. */
type OrchestratorOutput<R, All extends Nodes<string>, Final, Result> = [Final] extends [never]
  ? [Result] extends [never]
    ? NodeOutputs<R, All>
    : Shown<Result>
  : TaskOutputOf<R, Final>;

/** What `defineOrchestrator` takes. */
export type OrchestratorShape<
  R,
  Name,
  S,
  All extends Nodes<string>,
  D extends Dependencies,
  Mapped extends string,
  Final,
  Result,
  Schedule extends Cron,
  Accepted,
  Input,
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
  readonly resume?: Resume<Input>;
  /** When it runs by itself: a pattern, or one with a time zone. Becomes a scheduled task of its own that triggers it. */
  readonly cron?: Schedule;
  /** Makes the payload for a scheduled run. May be left out where `{}` fits. */
  readonly cronPayload?: (schedule: ScheduledPayload) => Accepted;
  /** The nodes of the graph: a track, `{ track, name }` to use one twice, or `{ taskName, name? }` for a single task. */
  readonly tracks: All;
  /** Node name to the names of the nodes it waits for. A node that is not mentioned starts at once. */
  readonly trackDependencies?: D & Known<D, NodeNames<All>> & { readonly [Key in NodeNames<All>]?: unknown };
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
      outputs: NodeOutputs<R, All, DependenciesOf<D, Key>>,
      input: Input,
    ) => PayloadByName<R, All, Key>;
  } & { readonly [Key in NodeNames<All>]?: unknown };
  /** Node name to Trigger.dev's options for its run: constants, or a function of what its mapping is given. */
  readonly trackOptions?: {
    readonly [Key in NodeNames<All>]?: RunOptionsOf<NodeOutputs<R, All, DependenciesOf<D, Key>>, Input>;
  };
  /** One task that runs when all nodes have ended. Its output is the orchestrator's. */
  readonly finalTask?: {
    readonly taskName: Final;
    readonly name?: string;
    /** May be left out where the record of all outputs fits as it is. */
    readonly inputMapper?: (outputs: NodeOutputs<R, All>, input: Input) => TaskPayloadOf<R, Final>;
    /** Trigger.dev's options for the run: constants, or a function of what `inputMapper` is given. */
    readonly options?: RunOptionsOf<NodeOutputs<R, All>, Input>;
  } & ([NodeOutputs<R, All>] extends [TaskPayloadOf<R, Final>]
    ? unknown
    : MapperNeeded<NodeOutputs<R, All>, TaskPayloadOf<R, Final>>);
  /** Makes the orchestrator's output, in place of a final task. Default: the record of all outputs by node name. */
  readonly output?: (outputs: NodeOutputs<R, All>, input: Input) => Result;
} & Hooks<Input, OrchestratorOutput<R, All, Final, Result>> &
  CronRule<Schedule, Accepted> &
  MappingRule<Unmapped<R, All, D, Mapped, Input>> &
  ([Final] extends [never] ? unknown : { readonly output?: never });

/** The type of `defineOrchestrator`. */
export interface DefineOrchestrator<R, Id extends string> {
  <
    const Name extends string,
    const All extends Nodes<Id>,
    S extends Schema = never,
    const D extends Dependencies = {},
    Mapped extends NodeNames<All> = never,
    Final extends Id = never,
    Result = never,
    Schedule extends Cron = never,
  >(
    definition: OrchestratorShape<
      R,
      Name,
      S,
      All,
      D,
      Mapped,
      Final,
      Result,
      Schedule,
      AcceptedInput<S, DefaultInput<R, All, D, Mapped>>,
      InputOf<R, All, S, D, Mapped>
    >,
  ): Orchestrator<Name, AcceptedInput<S, DefaultInput<R, All, D, Mapped>>, OrchestratorOutput<R, All, Final, Result>>;
}
