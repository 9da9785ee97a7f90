import type { CompletedWaitpoint } from "@trigger.dev/core/v3/schemas";
import type { WaitRecord } from "../records.js";
import { setStatus, type Kernel } from "./kernel.js";
import { isBlocked, type Blocking, type Run, type Wait, type Waitpoint } from "./run.js";

/** Blocks runs, and resumes each when all that it waits for is complete. */
export class Waits {
  /** Runs that may go on, and wait for a slot to do so. */
  readonly #resumable = new Map<Run, CompletedWaitpoint[]>();

  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  begin(run: Run, kind: WaitRecord["kind"], on: readonly string[] = []): Wait {
    const { clock, emit } = this.#kernel;
    const number = run.waits.length + 1;
    const record = { kind, number, attempt: run.attempts.length, on: [...on], startedAt: clock.now() };
    const wait: Wait = { record, blockings: [] };
    run.waits.push(record);
    run.openWaits.push(wait);
    setStatus(this.#kernel, run, "WAITING");
    emit({ kind: "wait-started", at: clock.now(), runId: run.id, taskId: run.task.id, wait: record });
    return wait;
  }

  /** Adds something to a wait. If it is complete already the run may go on, but never before the caller is done. */
  block(wait: Wait, run: Run, on: Blocking["on"], isDone: boolean): Blocking {
    const blocking: Blocking = { run, on, isDone };
    wait.blockings.push(blocking);
    if (on.kind === "run") on.run.blocked.add(blocking);
    else if (on.kind === "waitpoint") on.waitpoint.blocked.add(blocking);
    return blocking;
  }

  /** To be called when a wait has all its blockings, and when one of them is done. */
  settle(run: Run): void {
    if (!isBlocked(run) || run.phase !== "executing") return;
    if (!run.openWaits.every(({ blockings }) => blockings.every(({ isDone }) => isDone))) return;
    const completed = run.openWaits.flatMap((wait) => wait.blockings.map((blocking) => this.#complete(blocking)));
    this.#end(run);
    if (this.#kernel.slots.holding.has(run)) return this.#resume(run, completed);
    // It gave up its slot and has to get one again, in the place in time that it had.
    this.#resumable.set(run, completed);
    setStatus(this.#kernel, run, "QUEUED");
    this.#kernel.slots.enqueue(run);
    this.#kernel.pump();
  }

  /** Resumes a run that was waiting for a slot. False if it was not. */
  resumeWithSlot(run: Run): boolean {
    const completed = this.#resumable.get(run);
    if (!completed) return false;
    this.#resumable.delete(run);
    this.#resume(run, completed);
    return true;
  }

  /** A run's attempt waits, or goes on. Where slots are released, it gives up its own. */
  setSuspended(run: Run, isSuspended: boolean): void {
    if (!isSuspended || this.#kernel.slots.environment.whileWaiting === "held" || !isBlocked(run)) return;
    this.#kernel.slots.release(run);
    this.#kernel.pump();
  }

  /** The attempt is over: nothing blocks the run any more. */
  clear(run: Run): void {
    if (this.#resumable.delete(run)) this.#kernel.slots.withdraw(run);
    for (const { blockings } of run.openWaits) {
      for (const blocking of blockings) blockedBy(blocking)?.delete(blocking);
    }
    if (isBlocked(run)) this.#end(run);
  }

  /** Completes all that is blocked by a run or a waitpoint. */
  release(blocked: Set<Blocking>): void {
    const released = [...blocked];
    blocked.clear();
    for (const blocking of released) {
      blocking.isDone = true;
      this.settle(blocking.run);
    }
  }

  #end(run: Run): void {
    const { clock, emit } = this.#kernel;
    const at = clock.now();
    for (const { record } of run.openWaits) {
      record.endedAt = at;
      emit({ kind: "wait-ended", at, runId: run.id, taskId: run.task.id, wait: record });
    }
    run.openWaits = [];
  }

  #resume(run: Run, completed: CompletedWaitpoint[]): void {
    setStatus(this.#kernel, run, "EXECUTING");
    this.#kernel.executor.resume(run.id, run.attempts.length, completed);
  }

  #complete({ on }: Blocking): CompletedWaitpoint {
    const completedAt = new Date(this.#kernel.clock.now());
    if (on.kind === "batch") {
      const batch = { id: on.batchId, friendlyId: on.batchId };
      return { ...batch, type: "BATCH", completedAt, completedByBatch: batch, outputIsError: false };
    }
    if (on.kind === "waitpoint") return completedWaitpoint(on.waitpoint, completedAt);
    const { run, batchId, index } = on;
    const isError = run.status !== "COMPLETED";
    return {
      id: `waitpoint_${run.id}`,
      friendlyId: `waitpoint_${run.id}`,
      type: "RUN",
      completedAt,
      completedByTaskRun: {
        id: run.id,
        friendlyId: run.id,
        ...(batchId !== undefined && { batch: { id: batchId, friendlyId: batchId } }),
      },
      ...(index !== undefined && { index }),
      output: isError ? JSON.stringify(run.error) : run.output?.data,
      outputType: isError ? "application/json" : (run.output?.dataType ?? "application/json"),
      outputIsError: isError,
    };
  }
}

const blockedBy = ({ on }: Blocking): Set<Blocking> | undefined =>
  on.kind === "run" ? on.run.blocked : on.kind === "waitpoint" ? on.waitpoint.blocked : undefined;

function completedWaitpoint(waitpoint: Waitpoint, completedAt: Date): CompletedWaitpoint {
  const { id, type, completed, due } = waitpoint;
  return {
    id,
    friendlyId: id,
    type,
    completedAt,
    ...(type === "DATETIME" && due !== undefined && { completedAfter: new Date(due) }),
    ...(completed?.output && { output: completed.output.data, outputType: completed.output.dataType }),
    outputIsError: completed?.isError ?? false,
  };
}
