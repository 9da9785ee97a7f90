// `any` throughout this file, on purpose: a definition that carries an annotation cannot be inferred, so its mappers'
// parameters are what their author says they are. The generated code is type-checked against the contracts all the same.

import type { ContractRegistry, ModuleRegistry, Schema, TaskContracts } from "./contracts.js";
import type { Cron, ScheduledPayload } from "./cron.js";
import type { TrackDependencies } from "./dependencies.js";
import type { Hooks } from "./hooks.js";
import type { Node, NodeTrack } from "./nodes.js";
import type { RunOptionsOf, TaskOptions } from "./options.js";
import type { FailurePolicy } from "./policy.js";
import type { Resume } from "./resume.js";
import type { contract } from "./track.js";
import type { WaitPeriod } from "./waits.js";

/** What is known only to the build: the types of a plain definition, or of steps past those that are written out. */
export type Untyped = any;

/** A definition of which neither payload nor output is known. The property is never there. */
interface Plain {
  readonly [contract]?: (payload: any) => any;
}

/** What the functions of a plain step get beside the value. `index` is there in the `inputMapper` of a `forEach` only, `round` and `last` in that of a `repeat`. */
export interface PlainContext<Input = any> {
  readonly input: Input;
  readonly outputs: any;
  readonly index: number;
  readonly round: number;
  readonly last: any;
}

type StepFunction<Input, Result> = (prev: any, context: PlainContext<Input>) => Result;

interface AnyStep<Input> {
  readonly name?: string;
  readonly when?: StepFunction<Input, boolean>;
}

interface PlainCompensate {
  readonly taskName: string;
  readonly inputMapper?: (output: any, context: any) => unknown;
}

interface RunningStep<Input, Payload> extends AnyStep<Input> {
  readonly forEach?: StepFunction<Input, readonly unknown[]>;
  readonly concurrency?: number;
  readonly onItemFailure?: "halt" | "collect";
  readonly repeat?: {
    readonly until: (output: any, context: any) => boolean;
    readonly maxTimes: number;
    readonly delay?: WaitPeriod;
  };
  readonly inputMapper?: StepFunction<Input, Payload>;
  readonly options?: RunOptionsOf<any, PlainContext<Input>>;
  readonly fallback?: (error: any, context: any) => unknown;
  readonly compensate?: PlainCompensate;
}

interface TaskStep<TaskName, Payload, Input> extends RunningStep<Input, Payload> {
  readonly taskName: TaskName;
}

interface TrackStep<Input> extends RunningStep<Input, unknown> {
  readonly track: NodeTrack;
}

interface TransformStep<Input> extends AnyStep<Input> {
  readonly name: string;
  readonly transform: StepFunction<Input, unknown>;
}

type PlainCase<Input> = NodeTrack | { readonly track: NodeTrack; readonly inputMapper?: StepFunction<Input, unknown> };

interface WaitStep<Input> extends AnyStep<Input> {
  readonly name: string;
  readonly wait: WaitPeriod;
}

interface WaitUntilStep<Input> extends AnyStep<Input> {
  readonly name: string;
  readonly waitUntil: StepFunction<Input, Date>;
}

interface ApprovalStep<Input> extends AnyStep<Input> {
  readonly name: string;
  readonly approval: {
    readonly timeout: string;
    readonly output: Schema;
    readonly notify?: { readonly taskName: string; readonly inputMapper: (context: any) => unknown };
    readonly onTimeout?: unknown;
  };
}

interface BranchStep<Input> extends AnyStep<Input> {
  readonly name: string;
  readonly branch: {
    readonly on: StepFunction<Input, string | number>;
    readonly cases: Readonly<Record<string | number, PlainCase<Input>>>;
    readonly default?: PlainCase<Input>;
  };
  readonly compensate?: PlainCompensate;
}

/** A step of a plain definition. */
export type StepDefinition<TaskName extends string = string, Payload = unknown, Input = any> =
  | TaskStep<TaskName, Payload, Input>
  | TrackStep<Input>
  | TransformStep<Input>
  | BranchStep<Input>
  | WaitStep<Input>
  | WaitUntilStep<Input>
  | ApprovalStep<Input>;

/** A track for which nothing is inferred: `const track: TrackDefinition = { … }`. Compiles like any other. */
export interface TrackDefinition extends Plain, Hooks<any, any> {
  readonly name: string;
  readonly id?: string;
  readonly input?: Schema;
  readonly options?: TaskOptions;
  readonly resume?: Resume<any>;
  readonly tasks: readonly StepDefinition[];
}

/**
 * A plain track that is held to a registry: task names must exist and mappers must return the task's payload.
 * `Tasks` is `typeof tasks` of a contract-first registry, or `typeof import("./x.js")` of a task-first one; `Input` is
 * what mappers get as `input`.
 */
export interface TypedTrackDefinition<Tasks, Input = any> extends TrackDefinition {
  readonly tasks: readonly StepOf<
    Tasks extends TaskContracts ? ContractRegistry<Tasks> : ModuleRegistry<Tasks>,
    Input
  >[];
}

type StepOf<R, Input> = {
  [Id in keyof R & string]: R[Id] extends { payload: infer Payload } ? StepDefinition<Id, Payload, Input> : never;
}[keyof R & string];

/** A composite track for which nothing is inferred. */
export interface CompositeTrackDefinition extends Plain, Hooks<any, any> {
  readonly name: string;
  readonly id?: string;
  readonly type: "composite";
  readonly input?: Schema;
  readonly options?: TaskOptions;
  readonly resume?: Resume<any>;
  readonly tasks: readonly StepDefinition[];
  readonly subTracks: readonly Node<string>[];
  readonly subTrackDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly schedule?: "eager" | "waves";
  readonly subTrackInputMappings?: Readonly<Record<string, (prev: any, context: PlainContext) => unknown>>;
  readonly subTrackOptions?: Readonly<Record<string, RunOptionsOf<any, PlainContext>>>;
  readonly mergeStrategy?: (outputs: any, context: { readonly input: any }) => unknown;
}

interface PlainPolicy {
  readonly name?: string;
  readonly onTrackFailure?: FailurePolicy;
  readonly when?: (outputs: any, input: any) => boolean;
  readonly fallback?: (error: any, context: any) => unknown;
}

type PlainEntry =
  NodeTrack | (PlainPolicy & { readonly track: NodeTrack }) | (PlainPolicy & { readonly taskName: string });

/** An orchestrator for which nothing is inferred. */
export interface OrchestratorDefinition extends Plain, Hooks<any, any> {
  readonly name: string;
  readonly id?: string;
  readonly input?: Schema;
  readonly options?: TaskOptions;
  readonly resume?: Resume<any>;
  readonly tracks: readonly PlainEntry[];
  readonly onTrackFailure?: FailurePolicy;
  readonly trackDependencies?: TrackDependencies;
  readonly schedule?: "eager" | "waves";
  readonly trackInputMappings?: Readonly<Record<string, (outputs: any, input: any) => unknown>>;
  readonly cron?: Cron;
  readonly cronPayload?: (schedule: ScheduledPayload) => unknown;
  readonly progress?: boolean;
  readonly trackOptions?: Readonly<Record<string, RunOptionsOf<any, any>>>;
  readonly finalTask?: {
    readonly taskName: string;
    readonly name?: string;
    readonly when?: (outputs: any, input: any) => boolean;
    readonly inputMapper?: (outputs: any, input: any) => unknown;
    readonly options?: RunOptionsOf<any, any>;
  };
  readonly output?: (outputs: any, input: any) => unknown;
}
