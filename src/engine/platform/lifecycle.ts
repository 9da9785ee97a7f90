import type { TaskRunExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { AttemptStart } from "../executor.js";
import type { RunError, RunStatus } from "../records.js";
import { durationMs } from "./durations.js";
import { executionOf } from "./execution.js";
import { setStatus, type Kernel } from "./kernel.js";
import { applyFlushedMetadata } from "./metadata.js";
import { Refused } from "./refused.js";
import { outcomeOf, statusOf, type Outcome } from "./retries.js";
import { isEnded, type Run } from "./run.js";
import type { Waits } from "./waits.js";

/** What the platform answers to a completed attempt, in the words of its API. */
export type AttemptStatus = "RUN_FINISHED" | "RETRY_QUEUED" | "RETRY_IMMEDIATELY" | "RUN_PENDING_CANCEL";

/** The way of a run through its queue and its attempts to its end. */
export class Lifecycle {
  readonly #kernel: Kernel;
  readonly #waits: Waits;
  #ended = 0;

  constructor(kernel: Kernel, waits: Waits) {
    this.#kernel = kernel;
    this.#waits = waits;
  }

  /** How many runs have ended. */
  get ended(): number {
    return this.#ended;
  }

  /** A run that was made goes to its queue, at once or when it is due; one that could not be triggered ends. */
  begin(run: Run): void {
    if (run.error) this.#finish(run, "SYSTEM_FAILURE");
    else this.queueOrDelay(run);
  }

  queueOrDelay(run: Run): void {
    run.timer?.cancel();
    const { delayUntil } = run;
    if (delayUntil === undefined || delayUntil <= this.#kernel.clock.now()) return this.#enqueue(run);
    run.phase = "delayed";
    setStatus(this.#kernel, run, "DELAYED");
    run.timer = this.#kernel.clock.at(delayUntil, () => {
      run.queueTime = this.#kernel.clock.now();
      this.#enqueue(run);
    });
  }

  #enqueue(run: Run): void {
    const { clock, slots } = this.#kernel;
    run.phase = "queued";
    run.queuedAt = clock.now();
    setStatus(this.#kernel, run, "QUEUED");
    slots.enqueue(run);
    const ttl = run.ttl === undefined || run.attempts.length > 0 ? undefined : durationMs(run.ttl);
    if (ttl !== undefined) run.timer = clock.at(clock.now() + ttl, () => this.#expire(run));
    this.#kernel.pump();
  }

  #expire(run: Run): void {
    if (run.phase !== "queued") return;
    this.#kernel.slots.withdraw(run);
    run.error = { type: "STRING_ERROR", raw: `Run expired because the TTL (${run.ttl}) was reached` };
    this.#finish(run, "EXPIRED");
  }

  #settleFailure(run: Run, outcome: Outcome, error: RunError): AttemptStatus {
    if (outcome.kind === "cancel") {
      run.error ??= { type: "STRING_ERROR", raw: outcome.reason ?? "Canceled by user" };
      return this.#endAttempt(run, () => this.#finishCancelled(run));
    }
    if (outcome.kind === "fail") {
      run.error = outcome.error;
      const status = statusOf(outcome.error, this.#kernel.options.environment);
      return this.#endAttempt(run, () => this.#finish(run, status), outcome.error);
    }
    const retryAt = this.#kernel.clock.now() + outcome.delay;
    if (outcome.machine !== undefined) run.machine = outcome.machine;
    this.#endAttempt(run, () => undefined, error, retryAt);
    return outcome.viaQueue ? this.#requeue(run, retryAt) : this.#retryInPlace(run, retryAt);
  }

  #requeue(run: Run, retryAt: number): AttemptStatus {
    this.#kernel.slots.release(run);
    run.phase = "delayed";
    setStatus(this.#kernel, run, "QUEUED");
    run.timer = this.#kernel.clock.at(retryAt, () => this.#enqueue(run));
    this.#kernel.pump();
    return "RETRY_QUEUED";
  }

  #retryInPlace(run: Run, retryAt: number): AttemptStatus {
    // It crashed while it waited, without the slot that it would have to keep.
    if (!this.#kernel.slots.holding.has(run)) return this.#requeue(run, retryAt);
    run.phase = "retrying";
    if (!this.#kernel.executor.retriesInPlace) {
      run.timer = this.#kernel.clock.at(retryAt, () => this.#kernel.executor.dequeued(run.id));
    }
    return "RETRY_IMMEDIATELY";
  }

  #endAttempt(run: Run, then: () => void, error?: RunError, retryAt?: number): AttemptStatus {
    const attempt = run.attempts.at(-1);
    const at = this.#kernel.clock.now();
    if (attempt) {
      attempt.endedAt = at;
      attempt.error = error;
      attempt.retryAt = retryAt;
      const { number } = attempt;
      this.#kernel.emit({
        kind: "attempt-ended",
        at,
        runId: run.id,
        taskId: run.task.id,
        attempt: number,
        error,
        retryAt,
      });
    }
    then();
    return "RUN_FINISHED";
  }

  #finishCancelled(run: Run): void {
    this.#kernel.slots.withdraw(run);
    this.#finish(run, "CANCELED");
    for (const child of run.children) this.cancel(child, run.error && "raw" in run.error ? run.error.raw : undefined);
  }

  #finish(run: Run, status: RunStatus): void {
    const { clock, emit, slots } = this.#kernel;
    run.timer?.cancel();
    run.timer = undefined;
    run.phase = "ended";
    run.endedAt = clock.now();
    (run.root ?? run).openInTree--;
    this.#ended++;
    setStatus(this.#kernel, run, status);
    slots.release(run);
    emit({ kind: "run-ended", at: run.endedAt, runId: run.id, taskId: run.task.id, status, error: run.error });
    this.#waits.release(run.blocked);
    this.#kernel.pump();
  }

  /** A run that was dequeued, or is due for a retry, begins its next attempt. */
  startAttempt(run: Run): AttemptStart {
    const { clock, emit } = this.#kernel;
    if (run.phase !== "dequeued" && run.phase !== "retrying") throw new Refused("Task run is not locked", 400);
    run.timer?.cancel();
    run.phase = "executing";
    const startedAt = clock.now();
    run.startedAt ??= startedAt;
    const attempt = run.attempts.length + 1;
    run.attempts.push({ number: attempt, startedAt });
    setStatus(this.#kernel, run, "EXECUTING");
    emit({ kind: "attempt-started", at: startedAt, runId: run.id, taskId: run.task.id, attempt });
    return { runId: run.id, attempt, execution: executionOf(this.#kernel, run) };
  }

  /** Takes the result of the run's current attempt. */
  async completeAttempt(run: Run, attempt: number, result: TaskRunExecutionResult): Promise<AttemptStatus> {
    if (isEnded(run)) throw new Refused("Run is already finished", 400);
    if (run.attempts.length !== attempt) throw new Refused("Snapshot ID doesn't match the latest snapshot", 400);
    await applyFlushedMetadata(this.#kernel, run, result);
    this.#waits.clear(run);
    if (run.phase === "cancelling") return this.#endAttempt(run, () => this.#finishCancelled(run));
    if (result.ok) {
      return this.#endAttempt(run, () => {
        run.output = { data: result.output, dataType: result.outputType };
        this.#finish(run, "COMPLETED");
      });
    }
    return this.#settleFailure(run, outcomeOf(this.#kernel.core, run, result), result.error);
  }

  /** Cancels a run and, once its own attempt has ended, all its descendants. */
  cancel(run: Run, reason = "Canceled by user"): void {
    if (isEnded(run) || run.phase === "cancelling") return;
    run.error = { type: "STRING_ERROR", raw: reason };
    if (run.phase === "executing") {
      run.phase = "cancelling";
      setStatus(this.#kernel, run, "CANCELED");
      this.#kernel.executor.cancel(run.id, run.attempts.length);
    } else {
      this.#finishCancelled(run);
    }
  }
}
