// `any` throughout this file, on purpose: a definition that carries an annotation cannot be inferred, so its mappers'
// parameters are what their author says they are. The generated code is type-checked against the contracts all the same.

import type { ContractRegistry, ModuleRegistry, Schema, TaskContracts } from "./contracts.js";
import type { Cron, ScheduledPayload } from "./cron.js";
import type { Hooks } from "./hooks.js";
import type { Node } from "./nodes.js";
import type { RunOptionsOf, TaskOptions } from "./options.js";
import type { Resume } from "./resume.js";

/** What is known only to the build: the types of a plain definition, or of steps past those that are written out. */
export type Untyped = any;

/** What the functions of a plain step get beside the value. `index` is there in the `inputMapper` of a `forEach` only. */
export interface PlainContext<Input = any> {
  readonly input: Input;
  readonly outputs: any;
  readonly index: number;
}

/** A step of a plain definition. */
export interface StepDefinition<TaskName extends string = string, Payload = unknown, Input = any> {
  readonly taskName: TaskName;
  readonly name?: string;
  readonly forEach?: (prev: any, context: PlainContext<Input>) => readonly unknown[];
  readonly inputMapper?: (value: any, context: PlainContext<Input>) => Payload;
  readonly options?: RunOptionsOf<any, PlainContext<Input>>;
}

/** A track for which nothing is inferred: `const track: TrackDefinition = { … }`. Compiles like any other. */
export interface TrackDefinition extends Hooks<any, any> {
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
export interface CompositeTrackDefinition extends Hooks<any, any> {
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

/** An orchestrator for which nothing is inferred. */
export interface OrchestratorDefinition extends Hooks<any, any> {
  readonly name: string;
  readonly id?: string;
  readonly input?: Schema;
  readonly options?: TaskOptions;
  readonly resume?: Resume<any>;
  readonly tracks: readonly Node<string>[];
  readonly trackDependencies?: Readonly<Record<string, readonly string[]>>;
  readonly schedule?: "eager" | "waves";
  readonly trackInputMappings?: Readonly<Record<string, (outputs: any, input: any) => unknown>>;
  readonly cron?: Cron;
  readonly cronPayload?: (schedule: ScheduledPayload) => unknown;
  readonly trackOptions?: Readonly<Record<string, RunOptionsOf<any, any>>>;
  readonly finalTask?: {
    readonly taskName: string;
    readonly name?: string;
    readonly inputMapper?: (outputs: any, input: any) => unknown;
    readonly options?: RunOptionsOf<any, any>;
  };
  readonly output?: (outputs: any, input: any) => unknown;
}
