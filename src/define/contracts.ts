import type { AnyTask, TaskIdentifier, TaskOutput, TaskPayload } from "@trigger.dev/sdk";
import type { z } from "zod";

/**
 * A zod schema, of zod or zod/mini. Told by what is inferred from it alone: to compare a schema with the whole of
 * `z.ZodType` costs the compiler two seconds.
 */
export interface Schema {
  readonly _zod: { readonly input: unknown; readonly output: unknown };
}

/** The schemas of one task. A run is triggered with what `input` accepts and returns what `output` gives. */
export interface TaskContract {
  readonly input: Schema;
  readonly output: Schema;
}

/** The schemas of all tasks, by task id: what `defineTasks` takes and returns. */
export type TaskContracts = Readonly<Record<string, TaskContract>>;

/** What definitions need to know of one task: what it is triggered with and what it returns. */
export interface TaskTypes {
  readonly payload: unknown;
  readonly output: unknown;
}

/** Task id to types. Both kinds of registry come to this. */
export type Registry = Readonly<Record<string, TaskTypes>>;

/** The registry that schemas make. */
export type ContractRegistry<Tasks extends TaskContracts> = {
  readonly [Id in keyof Tasks & string]: {
    readonly payload: z.input<Tasks[Id]["input"]>;
    readonly output: z.output<Tasks[Id]["output"]>;
  };
};

/** The registry that the Trigger.dev tasks among a module's exports make. Other exports are ignored. */
export type ModuleRegistry<Module> = {
  readonly [Key in keyof Module as IdOfExport<Module[Key]>]: Module[Key] extends AnyTask
    ? { readonly payload: TaskPayload<Module[Key]>; readonly output: TaskOutput<Module[Key]> }
    : never;
};

/** `any` would pass for a task of every id, so it counts as none. */
type IdOfExport<Export> = 0 extends 1 & Export ? never : Export extends AnyTask ? TaskIdentifier<Export> : never;

/** What task `Id` is triggered with. */
export type TaskPayloadOf<R, Id> = Id extends keyof R
  ? R[Id] extends { payload: infer Payload }
    ? Payload
    : never
  : never;

/** What task `Id` returns. */
export type TaskOutputOf<R, Id> = Id extends keyof R
  ? R[Id] extends { output: infer Output }
    ? Output
    : never
  : never;

/** What mappers get as `input`: what the schema gives or, without one, `Otherwise`. */
export type ParsedInput<S, Otherwise> = [S] extends [never] ? Otherwise : z.output<S>;

/** What the generated task is triggered with: what the schema accepts or, without one, `Otherwise`. */
export type AcceptedInput<S, Otherwise> = [S] extends [never] ? Otherwise : z.input<S>;
