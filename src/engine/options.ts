import type { EngineListener } from "./events.js";

/** A task file, bundled by esbuild with packages external, as `trigger dev` bundles it. */
export interface TaskFile {
  /** As it is shown: relative to the project, with `/`. */
  readonly filePath: string;
  /** Absolute path of the bundled module. */
  readonly entryPoint: string;
}

/** Slots of the environment. */
export interface Slots {
  /** How many runs may execute at once. */
  readonly limit: number;
  /** Whether a run that waits keeps its slot (`trigger dev`, self-hosted) or gives it up (Trigger.dev Cloud). */
  readonly whileWaiting: "held" | "released";
}

export interface EngineOptions {
  /** Where the project is: its own `@trigger.dev/sdk` is what runs. */
  readonly projectDir: string;
  readonly taskFiles: readonly TaskFile[];
  /** Absolute path of the bundled `trigger.config`, for retries, maxDuration, machine and hooks. */
  readonly configFile?: string | undefined;
  /** In virtual time, waits, delays and retries are skipped when nothing else can happen. Default `"real"`. */
  readonly time?: "real" | "virtual" | undefined;
  /**
   * In virtual time, whether the time until the timeout of a token is skipped, or held until `advance()` lets it pass,
   * so that somebody can complete the token. Default `"skip"`.
   */
  readonly tokenTimeouts?: "skip" | "hold" | undefined;
  /** Default: no limit, slots released while waiting. `trigger dev` is `{ limit: 25, whileWaiting: "held" }`. */
  readonly slots?: Slots | undefined;
  /**
   * What `ctx.environment.type` says. In `"DEVELOPMENT"`, the default, the platform expires runs that queue for ten
   * minutes, and `retries.enabledInDev: false` means no retries.
   */
  readonly environment?: "DEVELOPMENT" | "PRODUCTION" | undefined;
  /** Environment variables for the tasks, besides those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Replaces random run ids, so that two equal flows get equal ids. */
  readonly seed?: number | undefined;
  /** After how many milliseconds of computing without a sign of life the thread is reported as stuck. Default 10,000. */
  readonly stuckAfter?: number | undefined;
  readonly onEvent?: EngineListener | undefined;
}

/** What to trigger from outside, as `tasks.trigger()` does. Times are as the SDK takes them: `"10m"`, a Date's ISO text. */
export interface TriggerOptions {
  readonly idempotencyKey?: string | undefined;
  readonly idempotencyKeyTTL?: string | undefined;
  readonly delay?: string | Date | undefined;
  readonly ttl?: string | number | undefined;
  readonly tags?: string | readonly string[] | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly queue?: string | undefined;
  readonly concurrencyKey?: string | undefined;
  readonly priority?: number | undefined;
  readonly maxAttempts?: number | undefined;
  readonly maxDuration?: number | undefined;
  readonly machine?: string | undefined;
}

/** Which attempts a fault strikes. All that is given must match; `index` counts the task's runs in the order made, from 0. */
export interface FaultPoint {
  readonly taskId: string;
  readonly attempt?: number | undefined;
  readonly index?: number | undefined;
  /** For `"crash"`: strike when the run begins its n-th wait (from 1) instead of at the start of the attempt. */
  readonly atWait?: number | undefined;
}

export type Fault = FaultPoint &
  (
    | { readonly kind: "throw"; readonly message?: string | undefined; readonly name?: string | undefined }
    /** The process of the attempt exits, with this exit code (1), or killed for its memory. */
    | { readonly kind: "crash"; readonly exitCode?: number | undefined; readonly outOfMemory?: boolean | undefined }
    | { readonly kind: "time-out" }
    | { readonly kind: "cancel" }
  );
