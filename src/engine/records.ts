/** One link of an error's chain of causes, outermost first. */
export interface ErrorCause {
  readonly name?: string | undefined;
  readonly message: string;
  readonly stackTrace?: string | undefined;
}

/** Why an attempt or a run failed: the platform's own notation, which `createErrorTaskError` turns into an `Error`. */
export type RunError =
  | {
      readonly type: "BUILT_IN_ERROR";
      readonly name: string;
      readonly message: string;
      readonly stackTrace: string;
      readonly causes?: readonly ErrorCause[] | undefined;
    }
  | { readonly type: "CUSTOM_ERROR"; readonly raw: string }
  | { readonly type: "STRING_ERROR"; readonly raw: string }
  | {
      readonly type: "INTERNAL_ERROR";
      readonly code: string;
      readonly message?: string | undefined;
      readonly stackTrace?: string | undefined;
    };

/** A run's status, in the words of `runs.retrieve()`. */
export type RunStatus =
  | "DELAYED"
  | "QUEUED"
  | "EXECUTING"
  | "WAITING"
  | "COMPLETED"
  | "FAILED"
  | "CANCELED"
  | "CRASHED"
  | "SYSTEM_FAILURE"
  | "EXPIRED"
  | "TIMED_OUT";

/** Serialised data as the SDK sends it: `data` in the notation that `dataType` names. */
export interface Packet {
  readonly data?: string | undefined;
  readonly dataType: string;
}

/** One attempt of a run. Times are milliseconds of the engine's clock, which is virtual in virtual time. */
export interface AttemptRecord {
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly error?: RunError | undefined;
  /** When the next attempt is due, if this one failed and is retried. */
  readonly retryAt?: number | undefined;
}

/** Something a run waited for. */
export interface WaitRecord {
  readonly kind: "run" | "batch" | "duration" | "token";
  /** Which wait of the run this is, over all its attempts, from 1. */
  readonly number: number;
  readonly attempt: number;
  /** Ids of the runs it waited for, or the id of the batch, waitpoint or token. */
  readonly on: readonly string[];
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
}

/** A line that a run logged, with `console` or with the SDK's `logger`. */
export interface LogRecord {
  readonly at: number;
  readonly attempt: number;
  readonly level: "debug" | "log" | "info" | "warn" | "error";
  readonly message: string;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
}

/** The key that a run was triggered with. */
export interface KeyRecord {
  /** The key as the platform stores it: 64 hexadecimal digits, unless the caller sent something else. */
  readonly hash: string;
  /** What the user wrote, and its scope, where the SDK knows them. */
  readonly key?: string | undefined;
  readonly scope?: "run" | "attempt" | "global" | undefined;
  readonly expiresAt: number;
}

/** A run as plain data. Values are parsed; `payload` and `output` are what the task got and gave. */
export interface RunRecord {
  readonly id: string;
  readonly taskId: string;
  readonly status: RunStatus;
  readonly payload?: unknown;
  readonly output?: unknown;
  readonly error?: RunError | undefined;
  readonly attempts: readonly AttemptRecord[];
  readonly waits: readonly WaitRecord[];
  readonly logs: readonly LogRecord[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly key?: KeyRecord | undefined;
  readonly queue: string;
  readonly concurrencyKey?: string | undefined;
  readonly priority: number;
  readonly machine: string;
  readonly parentId?: string | undefined;
  readonly rootId: string;
  /** 0 for a root run. */
  readonly depth: number;
  readonly batchId?: string | undefined;
  /** The id of the run that this is a replay of. */
  readonly replayOf?: string | undefined;
  readonly createdAt: number;
  /** When it was last put into its queue. */
  readonly queuedAt?: number | undefined;
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
  /** Ids of the runs this one triggered, in the order they were made. Runs it only attached to are in `attachedTo`. */
  readonly children: readonly string[];
  /** Ids of runs that others had made, and that this one found by their key. */
  readonly attachedTo: readonly string[];
}

/** A run with everything below it. */
export interface RunTree {
  readonly root: RunRecord;
  /** The root and all its descendants, in the order they were made. */
  readonly runs: readonly RunRecord[];
}

export const FINAL_STATUSES: ReadonlySet<RunStatus> = new Set([
  "COMPLETED",
  "FAILED",
  "CANCELED",
  "CRASHED",
  "SYSTEM_FAILURE",
  "EXPIRED",
  "TIMED_OUT",
]);
