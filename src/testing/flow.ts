import type { TaskOutputOf, TaskPayloadOf } from "../define/contracts.js";
import type { TokenRecord } from "../engine/engine.js";
import type { TriggerOptions } from "../engine/options.js";
import type { Failure, FailurePoint, FlowOptions, MockParams } from "./flow-options.js";
import type { FlowRun } from "./flow-run.js";
import type { IdOf, TasksOf, UnknownTasks } from "./task-types.js";

/** The payload and the options of a call; a task that needs no payload takes none. */
export type TriggerArguments<Payload> = undefined extends Payload
  ? [payload?: Payload, options?: TriggerOptions]
  : [payload: Payload, options?: TriggerOptions];

/** What stands in for a task's `run`. */
export type MockOf<Tasks, Id> = (
  payload: TaskPayloadOf<Tasks, Id>,
  params: MockParams,
) => TaskOutputOf<Tasks, Id> | Promise<TaskOutputOf<Tasks, Id>>;

/** A run that was started; a `FlowRun` is one, too. */
export interface StartedRun<Id extends string = string> {
  readonly id: string;
  readonly taskId: Id;
}

/** A project's tasks on a platform of their own, for tests. Every call that waits has a time limit. */
export interface Flow<Tasks> {
  /** The ids of the tasks that were found, sorted. */
  readonly taskIds: readonly string[];
  /** What the platform would do badly and silently, such as one key twice in a batch, in sentences. */
  readonly warnings: readonly string[];

  /** Runs a task with everything below it, to its end. A run that fails does not throw: see its `status`. */
  run<Id extends IdOf<Tasks>>(id: Id, ...rest: TriggerArguments<TaskPayloadOf<Tasks, Id>>): Promise<FlowRun<Tasks, Id>>;
  /** Starts a run, and does not wait for it. */
  trigger<Id extends IdOf<Tasks>>(id: Id, ...rest: TriggerArguments<TaskPayloadOf<Tasks, Id>>): Promise<StartedRun<Id>>;
  /** Starts a run of a scheduled task, as if it were due at `at`, or now. */
  triggerSchedule<Id extends IdOf<Tasks>>(id: Id, at?: Date): Promise<StartedRun<Id>>;
  /** Waits for the end of a run that was started, and of everything below it. */
  ended<Id extends IdOf<Tasks>>(run: StartedRun<Id>): Promise<FlowRun<Tasks, Id>>;
  /** A run as it stands. */
  look<Id extends IdOf<Tasks>>(run: StartedRun<Id>): Promise<FlowRun<Tasks, Id>>;
  /** Waits until nothing more happens by itself: every run has ended, or waits for a token. */
  idle(): Promise<void>;
  /** Cancels a run and everything below it. */
  cancel(run: StartedRun): Promise<void>;
  /** Starts a new run with the payload of an earlier one, as the dashboard's button does. */
  replay<Id extends IdOf<Tasks>>(run: StartedRun<Id>): Promise<StartedRun<Id>>;

  /** Replaces a task's `run`; its schema, hooks, retries and queue stay. A task that no file has yet is made. */
  mock<Id extends IdOf<Tasks>>(id: Id, implementation: MockOf<Tasks, Id>): void;
  /** Makes runs of a task fail, at the attempts that match. */
  fail(id: IdOf<Tasks>, failure?: Failure): void;
  /** Crashes a task's runs when they begin the n-th wait, from 1, of their first attempt, or of another `attempt`. */
  crashAtWait(id: IdOf<Tasks>, wait: number, at?: FailurePoint): void;

  /** The tokens of `wait.createToken()`, in the order they were made. */
  tokens(): Promise<readonly TokenRecord[]>;
  /** Completes a token, as a callback or `wait.completeToken()` would. */
  completeToken(token: string | { readonly id: string }, output?: unknown): Promise<void>;
  /** Lets this many milliseconds pass, in virtual time. */
  advance(milliseconds: number): Promise<void>;

  /** Forgets all runs, keys, tokens, failures and mocks, for the next test. */
  reset(): Promise<void>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Loads a project's tasks onto a platform in memory, on the project's own SDK, in virtual time.
 *
 * ```ts
 * await using flow = await startFlow<typeof import("../definitions/registry.js")>();
 * flow.mock("send-mail", async ({ to }) => ({ messageId: `to ${to}` }));
 * const run = await flow.run("mail-track", { about: "tea", to: "me" });
 * ```
 *
 * The type says what the tasks take and return: modules that export tasks or a registry, joined with `&`. Without it,
 * any id is taken, payloads and outputs are `unknown`.
 *
 * Throws where the tasks do not load, with what is wrong and where.
 */
export interface StartFlow {
  (options?: FlowOptions): Promise<Flow<UnknownTasks>>;
  <Source extends object>(options?: FlowOptions): Promise<Flow<TasksOf<Source>>>;
}
