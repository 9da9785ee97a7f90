import type { KeyRecord } from "../records.js";
import type { Run } from "./run.js";

/** A run with one of these has given up its key; a cancelled one has not. */
const GIVES_UP_KEY = new Set(["FAILED", "CRASHED", "SYSTEM_FAILURE", "TIMED_OUT", "EXPIRED"]);

/** Which run has which key. Keys are per task: the same key of another task is another key. */
export class Keys {
  readonly #runs = new Map<string, Run>();

  /** The run that a trigger with this key finds, if it has not given the key up. */
  find(taskId: string, hash: string, now: number): Run | undefined {
    const run = this.#runs.get(place(taskId, hash));
    if (!run?.key) return undefined;
    if (run.key.expiresAt >= now && !GIVES_UP_KEY.has(run.status)) return run;
    this.reset(taskId, hash);
    return undefined;
  }

  set(run: Run, key: KeyRecord): void {
    run.key = key;
    this.#runs.set(place(run.task.id, key.hash), run);
  }

  /** `idempotencyKeys.reset()`: the run goes on, and a later trigger makes a new one. */
  reset(taskId: string, hash: string): Run | undefined {
    const run = this.#runs.get(place(taskId, hash));
    if (run) this.#runs.delete(place(taskId, hash));
    return run;
  }
}

const place = (taskId: string, hash: string): string => `${taskId}\n${hash}`;
