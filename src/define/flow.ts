import type { ContractRegistry, ModuleRegistry, TaskContracts } from "./contracts.js";
import type { DefineCompositeTrack } from "./define-composite-track.js";
import type { DefineTrack } from "./define-track.js";
import type { DefineOrchestrator } from "./orchestrator.js";
import type { Shown } from "./step-output.js";

/** The definition functions of one registry. Each returns the very object it is given, typed. */
export interface Flow<R, Id extends string = keyof R & string> {
  /** Defines a track: steps in sequence. */
  readonly defineTrack: DefineTrack<R, Id>;
  /** Defines a composite track: steps in sequence, if any, then sub-tracks in parallel and a merge of their outputs. */
  readonly defineCompositeTrack: DefineCompositeTrack<R, Id>;
  /** Defines an orchestrator: a graph of tracks and tasks. */
  readonly defineOrchestrator: DefineOrchestrator<R, Id>;
}

/**
 * Defines a registry contract first: the schemas of all tasks by task id. Returns `tasks` as it is.
 *
 * ```ts
 * export const tasks = defineTasks({ greet: { input: z.object({ name: z.string() }), output: z.string() } });
 * ```
 */
export function defineTasks<const Tasks extends TaskContracts>(tasks: Tasks): Tasks {
  return tasks;
}

/**
 * Makes the definition functions of a contract-first registry.
 *
 * ```ts
 * export const { defineTrack, defineCompositeTrack, defineOrchestrator } = createFlow(tasks);
 * ```
 */
export function createFlow<Tasks extends TaskContracts>(tasks: Tasks): Flow<Shown<ContractRegistry<Tasks>>>;
/**
 * Makes the definition functions of a task-first registry: every Trigger.dev task that the module exports, by its id.
 * Nothing is imported at run time. Join modules with `&`.
 *
 * ```ts
 * export const { defineTrack } = createFlow<typeof import("../src/trigger/media.js")>();
 * ```
 */
export function createFlow<Module extends object>(): Flow<Shown<ModuleRegistry<Module>>>;
export function createFlow(): unknown {
  const itself = (definition: unknown): unknown => definition;
  return { defineTrack: itself, defineCompositeTrack: itself, defineOrchestrator: itself };
}
