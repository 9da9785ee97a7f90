import type { Fault, TaskFile, TriggerOptions } from "./options.js";
import type { EngineListener } from "./events.js";
import type { RunRecord, RunTree } from "./records.js";

/** A task that is loaded. */
export interface TaskInfo {
  readonly id: string;
  readonly filePath: string;
  /** Its cron pattern, for a scheduled task. */
  readonly cron?: string | undefined;
  readonly description?: string | undefined;
  readonly queue: string;
}

/** What a mocked task gets besides its payload. */
export interface MockContext {
  readonly runId: string;
  readonly taskId: string;
  readonly attempt: number;
  /** How many runs of the task were made before this one. */
  readonly index: number;
}

export type Mock = (payload: unknown, context: MockContext) => unknown;

/** A token of `wait.createToken()`. */
export interface TokenRecord {
  readonly id: string;
  readonly status: "WAITING" | "COMPLETED" | "TIMED_OUT";
  readonly tags: readonly string[];
  readonly idempotencyKey?: string | undefined;
  readonly createdAt: number;
  /** Runs that wait for it now. */
  readonly waitingRuns: readonly string[];
}

/**
 * A platform in a thread of its own, with a project's tasks loaded into it. This is a client of that thread: every
 * method sends a message. Made by `startEngine()`.
 */
export interface Engine {
  readonly tasks: readonly TaskInfo[];
  /** Where the API listens, on loopback: what `TRIGGER_API_URL` is for the tasks. */
  readonly apiUrl: string;
  /** Loads more task files; a task of the same id takes the place of an earlier one. */
  load(taskFiles: readonly TaskFile[]): Promise<readonly TaskInfo[]>;
  /** Triggers a task and gives the id of its run: a new one, or the one that has the key. */
  trigger(taskId: string, payload: unknown, options?: TriggerOptions): Promise<string>;
  /** Settles when a run has ended, with everything below it. Does not throw for a run that failed. */
  waitForRun(runId: string): Promise<RunTree>;
  /** `trigger` and `waitForRun`. */
  run(taskId: string, payload: unknown, options?: TriggerOptions): Promise<RunTree>;
  /** A run of a scheduled task, as if its time had come. */
  triggerSchedule(taskId: string, at?: Date): Promise<string>;
  runTree(runId: string): Promise<RunTree>;
  cancel(runId: string): Promise<void>;
  replay(runId: string): Promise<string>;
  tokens(): Promise<readonly TokenRecord[]>;
  completeToken(tokenId: string, output?: unknown): Promise<void>;
  /** Replaces the body of a task; hooks, retries and schemas stay. `undefined` gives it its own body back. */
  mock(taskId: string, mock: Mock | undefined): Promise<void>;
  /** Strikes each attempt that matches, until `clearFaults()`. */
  fail(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  /** Lets virtual time pass, running what falls due, in order. Only in virtual time. */
  advance(milliseconds: number): Promise<void>;
  /**
   * Settles as soon as nothing more happens by itself, with the ids of the tokens that are waited for: no run is open,
   * or those that are wait for tokens, or for runs that do.
   */
  idle(): Promise<readonly string[]>;
  /** Forgets all runs, keys, tokens and faults; those in flight are abandoned. Tasks and mocks stay. */
  reset(): Promise<void>;
  onEvent(listener: EngineListener): () => void;
  close(): Promise<void>;
}

export type { RunRecord, RunTree };
