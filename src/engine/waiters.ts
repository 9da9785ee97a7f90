import type { RunTree } from "./records.js";
import { recordOf, type ReadPacket } from "./platform/record.js";
import type { Kernel } from "./platform/kernel.js";
import { isEnded, type Run } from "./platform/run.js";

interface Waiter {
  readonly run: Run;
  readonly settle: () => void;
  readonly fail: (error: Error) => void;
}

/** Those who wait for the end of a run and of what it started. */
export class Waiters {
  #waiters: Waiter[] = [];
  /** Deadlocks by the root run that they are below of: time may pass, and end them, before somebody begins to wait. */
  readonly #deadlocks = new Map<string, Error>();

  /** Settles when the run has ended with all below it, or when what is left below it cannot go on by itself. */
  async wait(run: Run): Promise<void> {
    const deadlock = this.#deadlocks.get(rootOf(run).id);
    if (deadlock) throw deadlock;
    if (isEnded(run) && isBelowEnded(run)) return;
    await new Promise<void>((settle, fail) => {
      this.#waiters.push({ run, settle, fail });
    });
  }

  /** To be called when a run has ended; and, with `isIdle`, when nothing will happen by itself any more. */
  look(isIdle = false): void {
    if (this.#waiters.length === 0) return;
    this.#waiters = this.#waiters.filter(({ run, settle }) => {
      if (!isEnded(run) || !(isIdle || isBelowEnded(run))) return true;
      settle();
      return false;
    });
  }

  /** Fails those who wait, now or later, for runs of a deadlock or for anything else below their roots. */
  failDeadlocked(runs: readonly Run[], deadlock: Error): void {
    for (const run of runs) this.#deadlocks.set(rootOf(run).id, deadlock);
    this.#fail(deadlock, (run) => this.#deadlocks.get(rootOf(run).id) === deadlock);
  }

  /** Somebody has cancelled a run, and waits for that. */
  forgetDeadlock(run: Run): void {
    this.#deadlocks.delete(rootOf(run).id);
  }

  /** Fails all who wait, and forgets. */
  reset(error: Error): void {
    this.#deadlocks.clear();
    this.#fail(error, () => true);
  }

  #fail(error: Error, concerns: (run: Run) => boolean): void {
    this.#waiters = this.#waiters.filter(({ run, fail }) => {
      if (!concerns(run)) return true;
      fail(error);
      return false;
    });
  }
}

const rootOf = (run: Run): Run => run.root ?? run;

function isBelowEnded(run: Run): boolean {
  if (run.root === undefined) return run.openInTree === 0;
  return below(run).every(isEnded);
}

function below(run: Run): Run[] {
  const runs = [run];
  for (let i = 0; i < runs.length; i++) runs.push(...(runs[i]?.children ?? []));
  return runs;
}

/** A run and its descendants as plain data. */
export async function treeOf(kernel: Kernel, run: Run, readPacket: ReadPacket): Promise<RunTree> {
  const runs = below(run).sort((a, b) => a.order - b.order);
  const records = await Promise.all(runs.map(async (one) => await recordOf(kernel, one, readPacket)));
  const root = records.find(({ id }) => id === run.id);
  if (!root) throw new Error("a run is in its own tree");
  return { root, runs: records };
}
