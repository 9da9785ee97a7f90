import type { QueueManifest, RunMetadataChangeOperation, TaskRunExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { Clock } from "../clock.js";
import type { Core } from "../core.js";
import type { Deadlock, EngineListener } from "../events.js";
import type { AttemptStart, Executor } from "../executor.js";
import type { Slots as SlotLimit } from "../options.js";
import type { RunError, RunStatus } from "../records.js";
import { Batches } from "./batches.js";
import { findDeadlock } from "./deadlock.js";
import { durationMs, timeOf } from "./durations.js";
import { executionOf } from "./execution.js";
import { idMaker } from "./ids.js";
import { setStatus, type Kernel, type PlatformOptions } from "./kernel.js";
import { Keys } from "./keys.js";
import { Refused } from "./refused.js";
import { outcomeOf, statusOf, type Outcome } from "./retries.js";
import { isEnded, type Run } from "./run.js";
import { Slots } from "./slots.js";
import { Tasks, type Task } from "./tasks.js";
import { Triggers, type Triggered, type TriggerRequest } from "./triggers.js";
import { Waitpoints } from "./waitpoints.js";
import { Waits } from "./waits.js";

export interface PlatformInput {
  readonly clock: Clock;
  readonly core: Core;
  readonly executor: Executor;
  readonly slots: SlotLimit;
  readonly options: PlatformOptions;
  readonly seed?: number | undefined;
  readonly emit: EngineListener;
}

/** What the platform answers to a completed attempt, in the words of its API. */
export type AttemptStatus = "RUN_FINISHED" | "RETRY_QUEUED" | "RETRY_IMMEDIATELY" | "RUN_PENDING_CANCEL";

/** The platform in memory: a state machine of runs, attempts, waits, batches, queues and keys over a clock. */
export class Platform {
  readonly kernel: Kernel;
  readonly waits: Waits;
  readonly waitpoints: Waitpoints;
  readonly batches: Batches;
  readonly triggers: Triggers;
  #isPumping = false;
  #ended = 0;

  constructor({ clock, core, executor, slots, options, seed, emit }: PlatformInput) {
    const tasks = new Tasks();
    this.kernel = {
      clock,
      core,
      executor,
      options,
      tasks,
      emit,
      makeId: idMaker(seed),
      slots: new Slots(slots, (queue) => tasks.limitOf(queue)),
      keys: new Keys(),
      runs: new Map(),
      pump: () => this.#pumpSoon(),
    };
    this.waits = new Waits(this.kernel);
    this.waitpoints = new Waitpoints(this.kernel, this.waits);
    this.triggers = new Triggers(this.kernel);
    this.batches = new Batches(this.kernel, this.triggers, this.waits, (run) => this.#startOrFail(run));
  }

  registerTasks(tasks: readonly Task[], queues: readonly QueueManifest[]): void {
    this.kernel.tasks.register(tasks, queues);
  }

  run(id: string): Run {
    const run = this.kernel.runs.get(id);
    if (!run) throw new Refused("Run not found", 404);
    return run;
  }

  /** Triggers a run, and blocks its parent if that waits for it. */
  trigger(request: TriggerRequest): Triggered {
    const triggered = this.triggers.trigger(request);
    const { run, isCached } = triggered;
    if (!isCached) this.#queueOrDelay(run);
    const { parentRunId, resumeParentOnCompletion } = request.options;
    if (resumeParentOnCompletion && parentRunId !== undefined) {
      const parent = this.run(parentRunId);
      const wait = this.waits.begin(parent, "run", [run.id]);
      this.waits.block(wait, parent, { kind: "run", run }, isEnded(run));
      this.waits.settle(parent);
    }
    return triggered;
  }

  /** A run that was dequeued, or is due for a retry, begins its next attempt. */
  startAttempt(runId: string): AttemptStart {
    const { clock, emit } = this.kernel;
    const run = this.run(runId);
    if (run.phase !== "dequeued" && run.phase !== "retrying") throw new Refused("Task run is not locked", 400);
    run.timer?.cancel();
    run.phase = "executing";
    const startedAt = clock.now();
    run.startedAt ??= startedAt;
    const attempt = run.attempts.length + 1;
    run.attempts.push({ number: attempt, startedAt });
    setStatus(this.kernel, run, "EXECUTING");
    emit({ kind: "attempt-started", at: startedAt, runId, taskId: run.task.id, attempt });
    return { runId, attempt, execution: executionOf(this.kernel, run) };
  }

  /** Takes the result of the run's current attempt. */
  async completeAttempt(runId: string, attempt: number, result: TaskRunExecutionResult): Promise<AttemptStatus> {
    const run = this.run(runId);
    if (isEnded(run)) throw new Refused("Run is already finished", 400);
    if (run.attempts.length !== attempt) throw new Refused("Snapshot ID doesn't match the latest snapshot", 400);
    await this.#applyFlushedMetadata(run, result);
    this.waits.clear(run);
    if (run.phase === "cancelling") return this.#endAttempt(run, () => this.#finishCancelled(run));
    if (result.ok) {
      return this.#endAttempt(run, () => {
        run.output = { data: result.output, dataType: result.outputType };
        this.#finish(run, "COMPLETED");
      });
    }
    return this.#settleFailure(run, outcomeOf(this.kernel.core, run, result), result.error);
  }

  /** Cancels a run and, once its own attempt has ended, all its descendants. */
  cancel(run: Run, reason = "Canceled by user"): void {
    if (isEnded(run) || run.phase === "cancelling") return;
    run.error = { type: "STRING_ERROR", raw: reason };
    if (run.phase === "executing") {
      run.phase = "cancelling";
      setStatus(this.kernel, run, "CANCELED");
      this.kernel.executor.cancel(run.id, run.attempts.length);
    } else {
      this.#finishCancelled(run);
    }
  }

  reschedule(run: Run, delay: string | Date): void {
    if (run.phase !== "delayed") throw new Refused("Cannot reschedule a run that is not delayed");
    run.delayUntil = timeOf(delay, this.kernel.clock.now(), "delay");
    this.#queueOrDelay(run);
  }

  applyMetadata(run: Run, operations: readonly RunMetadataChangeOperation[] | undefined): void {
    if (!operations || operations.length === 0) return;
    const applied = this.kernel.core.applyMetadataOperations(run.metadata as never, [...operations]); // it is JSON
    run.metadata = applied.newMetadata;
  }

  /** Says whether an attempt waits: where slots are released while waiting, it gives its own up. */
  setSuspended(runId: string, isSuspended: boolean): void {
    const run = this.kernel.runs.get(runId);
    if (run && !isEnded(run)) this.waits.setSuspended(run, isSuspended);
  }

  /** To be called when nothing executes: tells whether the rest can ever go on. */
  findDeadlock(): Deadlock | undefined {
    return findDeadlock(this.kernel.runs.values(), this.kernel.slots);
  }

  /** Whether there are runs that have not ended. */
  get hasOpenRuns(): boolean {
    return this.triggers.made > this.#ended;
  }

  #startOrFail(run: Run): void {
    if (run.error) this.#finish(run, "SYSTEM_FAILURE");
    else this.#queueOrDelay(run);
  }

  #queueOrDelay(run: Run): void {
    run.timer?.cancel();
    const { delayUntil } = run;
    if (delayUntil === undefined || delayUntil <= this.kernel.clock.now()) return this.#enqueue(run);
    run.phase = "delayed";
    setStatus(this.kernel, run, "DELAYED");
    run.timer = this.kernel.clock.at(delayUntil, () => {
      run.queueTime = this.kernel.clock.now();
      this.#enqueue(run);
    });
  }

  #enqueue(run: Run): void {
    const { clock, slots } = this.kernel;
    run.phase = "queued";
    run.queuedAt = clock.now();
    setStatus(this.kernel, run, "QUEUED");
    slots.enqueue(run);
    const ttl = run.ttl === undefined || run.attempts.length > 0 ? undefined : durationMs(run.ttl);
    if (ttl !== undefined) run.timer = clock.at(clock.now() + ttl, () => this.#expire(run));
    this.#pumpSoon();
  }

  #expire(run: Run): void {
    if (run.phase !== "queued") return;
    this.kernel.slots.withdraw(run);
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
      const status = statusOf(outcome.error, this.kernel.options.environment);
      return this.#endAttempt(run, () => this.#finish(run, status), outcome.error);
    }
    const retryAt = this.kernel.clock.now() + outcome.delay;
    if (outcome.machine !== undefined) run.machine = outcome.machine;
    this.#endAttempt(run, () => undefined, error, retryAt);
    return outcome.viaQueue ? this.#requeue(run, retryAt) : this.#retryInPlace(run, retryAt);
  }

  #requeue(run: Run, retryAt: number): AttemptStatus {
    this.kernel.slots.release(run);
    run.phase = "delayed";
    setStatus(this.kernel, run, "QUEUED");
    run.timer = this.kernel.clock.at(retryAt, () => this.#enqueue(run));
    this.#pumpSoon();
    return "RETRY_QUEUED";
  }

  #retryInPlace(run: Run, retryAt: number): AttemptStatus {
    run.phase = "retrying";
    if (!this.kernel.executor.retriesInPlace) {
      run.timer = this.kernel.clock.at(retryAt, () => this.kernel.executor.dequeued(run.id));
    }
    return "RETRY_IMMEDIATELY";
  }

  #endAttempt(run: Run, then: () => void, error?: RunError, retryAt?: number): AttemptStatus {
    const attempt = run.attempts.at(-1);
    const at = this.kernel.clock.now();
    if (attempt) {
      attempt.endedAt = at;
      attempt.error = error;
      attempt.retryAt = retryAt;
      const { number } = attempt;
      this.kernel.emit({
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
    this.kernel.slots.withdraw(run);
    this.#finish(run, "CANCELED");
    for (const child of run.children) this.cancel(child, run.error && "raw" in run.error ? run.error.raw : undefined);
  }

  #finish(run: Run, status: RunStatus): void {
    const { clock, emit, slots } = this.kernel;
    run.timer?.cancel();
    run.timer = undefined;
    run.phase = "ended";
    run.endedAt = clock.now();
    (run.root ?? run).openInTree--;
    this.#ended++;
    setStatus(this.kernel, run, status);
    slots.release(run);
    emit({ kind: "run-ended", at: run.endedAt, runId: run.id, taskId: run.task.id, status, error: run.error });
    this.waits.release(run.blocked);
    this.#pumpSoon();
  }

  async #applyFlushedMetadata(run: Run, { flushedMetadata }: TaskRunExecutionResult): Promise<void> {
    if (flushedMetadata?.data === undefined) return;
    const flushed: unknown = await this.kernel.core.parsePacket({ ...flushedMetadata });
    // The SDK's own notation: see `FlushedRunMetadata`.
    const { operations, parentOperations, rootOperations } = flushed as {
      readonly [kind: string]: RunMetadataChangeOperation[] | undefined;
    };
    this.applyMetadata(run, operations);
    this.applyMetadata(run.parent ?? run, parentOperations);
    this.applyMetadata(run.root ?? run, rootOperations);
  }

  /** Once per turn, so that a batch is queued as a whole before the first of it starts. */
  #pumpSoon(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    queueMicrotask(() => {
      this.#isPumping = false;
      for (let run = this.kernel.slots.take(); run; run = this.kernel.slots.take()) {
        if (this.waits.resumeWithSlot(run)) continue;
        run.timer?.cancel();
        run.phase = "dequeued";
        this.kernel.executor.dequeued(run.id);
      }
    });
  }
}
