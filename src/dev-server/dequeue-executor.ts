import type { CompletedWaitpoint, RunExecutionData } from "@trigger.dev/core/v3/schemas";
import type { Executor } from "../engine/executor.js";

export type ExecutionStatus = RunExecutionData["snapshot"]["executionStatus"];

/** What the command line knows of a run that it has. It compares ids to see whether anything is new. */
export interface Snapshot {
  readonly id: string;
  readonly status: ExecutionStatus;
  readonly createdAt: Date;
  /** 0 until the first attempt starts. */
  readonly attempt: number;
  readonly waitpoints: readonly CompletedWaitpoint[];
}

type NewSnapshot = Pick<Snapshot, "status" | "attempt"> & Partial<Pick<Snapshot, "waitpoints">>;

/**
 * Executes runs by letting the command line take them. It pulls what is dequeued, and is told of a change by a
 * notification, after which it asks for the snapshot. On a change of the attempt number it would drop the run.
 */
export class DequeueExecutor implements Executor {
  readonly retriesInPlace = true;
  /** Set once the Socket.IO server is up; the platform dequeues nothing before. */
  notify: (runId: string) => void = () => {};

  readonly #ready: string[] = [];
  readonly #snapshots = new Map<string, Snapshot>();
  /** When the worker of a run that executes was last heard of. */
  readonly #heard = new Map<string, number>();
  /** Runs that the command line has a controller for: it ignores being handed such a run again. */
  readonly #held = new Set<string>();
  /** Runs that are due again while the command line is still putting their last attempt away. */
  readonly #due = new Set<string>();
  #polls: (() => void)[] = [];
  #made = 0;

  readonly dequeued = (runId: string): void => {
    if (this.#held.has(runId)) {
      this.#due.add(runId);
      return;
    }
    this.#ready.push(runId);
    this.#wakePolls();
  };

  readonly resume = (runId: string, attempt: number, waitpoints: readonly CompletedWaitpoint[]): void => {
    this.record(runId, { status: "EXECUTING", attempt, waitpoints });
    this.notify(runId);
  };

  readonly cancel = (runId: string, attempt: number): void => {
    this.record(runId, { status: "PENDING_CANCEL", attempt });
    this.notify(runId);
  };

  /** The runs that the command line is to start, as soon as there are any; none when the time is over. */
  async take(within: number): Promise<readonly string[]> {
    if (this.#ready.length === 0) await this.#nextReady(within);
    const taken = this.#ready.splice(0);
    for (const runId of taken) this.#held.add(runId);
    return taken;
  }

  /** The command line has put the run away: it is free to take it again. */
  release(runId: string): void {
    this.#held.delete(runId);
    if (this.#due.delete(runId)) this.dequeued(runId);
  }

  /** The runs whose notifications the command line listened for are unknown now: the connection is lost. */
  releaseAll(): void {
    for (const runId of this.#held) this.release(runId);
  }

  /** Ends an attempt from here. */
  finish(runId: string, attempt: number): void {
    this.record(runId, { status: "FINISHED", attempt });
    this.notify(runId);
  }

  noteLife(runId: string): void {
    if (this.#heard.has(runId)) this.#heard.set(runId, Date.now());
  }

  /** The attempts whose worker was not heard of for so many milliseconds. */
  silentFor(milliseconds: number): readonly { readonly runId: string; readonly attempt: number }[] {
    const since = Date.now() - milliseconds;
    return [...this.#heard].flatMap(([runId, heard]) => {
      const snapshot = this.#snapshots.get(runId);
      return snapshot && heard < since ? [{ runId, attempt: snapshot.attempt }] : [];
    });
  }

  /** Makes the run's next snapshot. */
  record(runId: string, { status, attempt, waitpoints = [] }: NewSnapshot): Snapshot {
    this.#made += 1;
    const snapshot = { id: `snapshot_${this.#made}`, createdAt: new Date(), status, attempt, waitpoints };
    this.#snapshots.set(runId, snapshot);
    if (snapshot.status === "EXECUTING") this.#heard.set(runId, Date.now());
    else if (snapshot.status !== "PENDING_CANCEL") this.#heard.delete(runId);
    return snapshot;
  }

  /** The run's last snapshot, or `undefined` for a run that was never handed out. */
  latest(runId: string): Snapshot | undefined {
    const snapshot = this.#snapshots.get(runId);
    // A worker that was still starting has missed its cancellation: to be looked at again, it must look new.
    return snapshot?.status === "PENDING_CANCEL" ? this.record(runId, snapshot) : snapshot;
  }

  #nextReady(within: number): Promise<void> {
    return new Promise((settle) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#polls = this.#polls.filter((poll) => poll !== done);
        settle();
      };
      const timer = setTimeout(done, within).unref();
      this.#polls.push(done);
    });
  }

  #wakePolls(): void {
    for (const poll of this.#polls) poll();
  }
}
