import type { Clock } from "../clock.js";
import type { Core } from "../core.js";
import type { EngineEvent } from "../events.js";
import type { Executor } from "../executor.js";
import type { RunStatus } from "../records.js";
import type { Keys } from "./keys.js";
import type { MakeId } from "./ids.js";
import type { Run } from "./run.js";
import type { Slots } from "./slots.js";
import type { Tasks } from "./tasks.js";

export interface PlatformOptions {
  readonly environment: "DEVELOPMENT" | "PRODUCTION";
  readonly projectRef: string;
  /** Where tokens say they can be completed by a `POST`. */
  readonly apiUrl: () => string;
}

/** What the parts of the platform share. */
export interface Kernel {
  readonly clock: Clock;
  readonly core: Core;
  readonly options: PlatformOptions;
  readonly executor: Executor;
  readonly makeId: MakeId;
  readonly tasks: Tasks;
  readonly slots: Slots;
  readonly keys: Keys;
  readonly runs: Map<string, Run>;
  readonly emit: (event: EngineEvent) => void;
  /** Starts what has a slot, soon. */
  readonly pump: () => void;
}

export function setStatus(kernel: Kernel, run: Run, status: RunStatus): void {
  if (run.status === status) return;
  run.status = status;
  kernel.emit({ kind: "run-status", at: kernel.clock.now(), runId: run.id, taskId: run.task.id, status });
}
