import type { LogRecord, RunError, RunStatus, WaitRecord } from "./records.js";

interface AtRun {
  /** Milliseconds of the engine's clock. */
  readonly at: number;
  readonly runId: string;
  readonly taskId: string;
}

/** What happens in an engine, as it happens. */
export type EngineEvent =
  | (AtRun & {
      readonly kind: "run-created";
      readonly parentId?: string | undefined;
      readonly rootId: string;
      readonly depth: number;
      readonly batchId?: string | undefined;
      readonly key?: string | undefined;
      readonly status: RunStatus;
    })
  /** A trigger found a run by its key: `runId` is that run, `byRunId` who asked. */
  | (AtRun & { readonly kind: "run-attached"; readonly byRunId?: string | undefined })
  | (AtRun & { readonly kind: "run-status"; readonly status: RunStatus })
  | (AtRun & { readonly kind: "attempt-started"; readonly attempt: number })
  | (AtRun & {
      readonly kind: "attempt-ended";
      readonly attempt: number;
      readonly error?: RunError | undefined;
      readonly retryAt?: number | undefined;
    })
  | (AtRun & { readonly kind: "wait-started"; readonly wait: WaitRecord })
  | (AtRun & { readonly kind: "wait-ended"; readonly wait: WaitRecord })
  | (AtRun & { readonly kind: "log"; readonly log: LogRecord })
  /** The run is final. Its record has the output or the error. */
  | (AtRun & { readonly kind: "run-ended"; readonly status: RunStatus; readonly error?: RunError | undefined })
  /** Something that the platform would do badly and silently, or that is not emulated: shown loudly. */
  | {
      readonly kind: "warning";
      readonly at: number;
      readonly code:
        | "duplicate-key-in-batch"
        | "key-of-64-characters"
        | "metadata-too-large"
        | "not-emulated"
        | "unhandled-rejection";
      readonly message: string;
      readonly runId?: string | undefined;
    }
  /** No run can go on: all slots are held by runs that wait for runs in the queue. */
  | { readonly kind: "deadlock"; readonly at: number; readonly deadlock: Deadlock }
  /** Runs are open, and none can go on by itself: they wait for tokens, if these are named. */
  | { readonly kind: "idle"; readonly at: number; readonly tokens: readonly string[] }
  /** The virtual clock has skipped. */
  | { readonly kind: "time-skipped"; readonly at: number; readonly from: number };

/** Who holds the slots and who waits for them. */
export interface Deadlock {
  /** What ran out: the environment's slots, or the limit of a queue. */
  readonly limit: { readonly queue?: string | undefined; readonly slots: number };
  readonly holding: readonly {
    readonly runId: string;
    readonly taskId: string;
    readonly waitsFor: readonly string[];
  }[];
  readonly waiting: readonly { readonly runId: string; readonly taskId: string; readonly queue: string }[];
}

export type EngineListener = (event: EngineEvent) => void;
