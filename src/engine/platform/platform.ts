import type { QueueManifest, TaskRunExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { Clock } from "../clock.js";
import type { Core } from "../core.js";
import type { Deadlock, EngineListener } from "../events.js";
import type { AttemptStart, Executor } from "../executor.js";
import type { Slots as SlotLimit } from "../options.js";
import { Batches } from "./batches.js";
import { findDeadlock } from "./deadlock.js";
import { timeOf } from "./durations.js";
import { idMaker } from "./ids.js";
import type { Kernel, PlatformOptions } from "./kernel.js";
import { Keys } from "./keys.js";
import { Lifecycle, type AttemptStatus } from "./lifecycle.js";
import { applyMetadata, type MetadataOperations } from "./metadata.js";
import { Refused } from "./refused.js";
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

/** The platform in memory: a state machine of runs, attempts, waits, batches, queues and keys over a clock. */
export class Platform {
  readonly kernel: Kernel;
  readonly waits: Waits;
  readonly waitpoints: Waitpoints;
  readonly batches: Batches;
  readonly triggers: Triggers;
  readonly #lifecycle: Lifecycle;
  #isPumping = false;

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
    this.#lifecycle = new Lifecycle(this.kernel, this.waits);
    this.waitpoints = new Waitpoints(this.kernel, this.waits);
    this.triggers = new Triggers(this.kernel);
    this.batches = new Batches(this.kernel, this.triggers, this.waits, (run) => this.#lifecycle.begin(run));
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
    if (!isCached) this.#lifecycle.begin(run);
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
    return this.#lifecycle.startAttempt(this.run(runId));
  }

  /** Takes the result of the run's current attempt. */
  async completeAttempt(runId: string, attempt: number, result: TaskRunExecutionResult): Promise<AttemptStatus> {
    return await this.#lifecycle.completeAttempt(this.run(runId), attempt, result);
  }

  /** Cancels a run and, once its own attempt has ended, all its descendants. */
  cancel(run: Run, reason?: string): void {
    this.#lifecycle.cancel(run, reason);
  }

  reschedule(run: Run, delay: string | Date): void {
    if (run.status !== "DELAYED") throw new Refused("Cannot reschedule a run that is not delayed");
    run.delayUntil = timeOf(delay, this.kernel.clock.now(), "delay");
    this.#lifecycle.queueOrDelay(run);
  }

  applyMetadata(run: Run, changes: MetadataOperations): void {
    applyMetadata(this.kernel, run, changes);
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
    return this.triggers.made > this.#lifecycle.ended;
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
