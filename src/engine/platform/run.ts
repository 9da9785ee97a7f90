import type { TriggerTaskRequestBody } from "@trigger.dev/core/v3/schemas";
import type { Timer } from "../clock.js";
import type { AttemptRecord, KeyRecord, LogRecord, Packet, RunError, RunStatus, WaitRecord } from "../records.js";
import type { Task } from "./tasks.js";

export type TriggerBodyOptions = NonNullable<TriggerTaskRequestBody["options"]>;

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Where a run is. `dequeued`: it has a slot and its attempt has not begun; `retrying`: it keeps its slot until a retry
 * that is due soon; `cancelling`: it is cancelled and its attempt has yet to end.
 */
export type Phase = "delayed" | "queued" | "dequeued" | "executing" | "retrying" | "cancelling" | "ended";

/** Something a run is blocked by. `index` is the place in its batch. */
export interface Blocking {
  readonly run: Run;
  readonly on:
    | {
        readonly kind: "run";
        readonly run: Run;
        readonly batchId?: string | undefined;
        readonly index?: number | undefined;
      }
    | { readonly kind: "waitpoint"; readonly waitpoint: Waitpoint }
    /** Complete when all items of the batch are in. */
    | { readonly kind: "batch"; readonly batchId: string };
  isDone: boolean;
}

/** One wait of a run: what its task awaits in one place. */
export interface Wait {
  readonly record: Mutable<WaitRecord> & { on: string[] };
  readonly blockings: Blocking[];
}

/** A time, or a token that someone completes. */
export interface Waitpoint {
  readonly id: string;
  readonly type: "DATETIME" | "MANUAL";
  readonly createdAt: number;
  readonly tags: readonly string[];
  readonly idempotencyKey?: string | undefined;
  readonly idempotencyKeyExpiresAt?: number | undefined;
  /** When it completes by itself: with an error, if it is a token. */
  readonly due?: number | undefined;
  readonly blocked: Set<Blocking>;
  completed?: { readonly at: number; readonly output?: Packet | undefined; readonly isError: boolean } | undefined;
}

/** A run as the platform keeps it. */
export interface Run {
  readonly id: string;
  readonly task: Task;
  /** How many runs were made before, and how many of the task. */
  readonly order: number;
  readonly index: number;
  readonly payload: Packet;
  /** The options it was triggered with, for replays. */
  readonly options: TriggerBodyOptions;
  readonly parent: Run | undefined;
  readonly root: Run | undefined;
  readonly depth: number;
  readonly batchId: string | undefined;
  readonly replayOf: string | undefined;
  readonly createdAt: number;
  readonly queue: string;
  readonly concurrencyKey: string | undefined;
  readonly priority: number;
  readonly ttl: string | undefined;
  readonly maxAttempts: number | undefined;
  readonly maxDuration: number | undefined;
  readonly isTest: boolean;
  readonly children: Run[];
  readonly attachedTo: Run[];
  /** What waits for this run. */
  readonly blocked: Set<Blocking>;
  readonly attempts: Mutable<AttemptRecord>[];
  readonly waits: WaitRecord[];
  readonly logs: LogRecord[];
  readonly tags: string[];
  status: RunStatus;
  phase: Phase;
  machine: string;
  metadata: Record<string, unknown>;
  key: KeyRecord | undefined;
  /** Its place in time among those that queue. */
  queueTime: number;
  delayUntil: number | undefined;
  output?: Packet | undefined;
  error?: RunError | undefined;
  queuedAt?: number | undefined;
  startedAt?: number | undefined;
  endedAt?: number | undefined;
  /** The waits it is in now: one, unless its task does what the platform does not support. */
  openWaits: Wait[];
  /** Of a root: how many runs of its tree have not ended. */
  openInTree: number;
  /** The timer of its delay, of its TTL or of its retry. */
  timer?: Timer | undefined;
}

export const isBlocked = (run: Run): boolean => run.openWaits.length > 0;
export const isEnded = (run: Run): boolean => run.phase === "ended";
