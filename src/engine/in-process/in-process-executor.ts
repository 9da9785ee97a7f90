import type { CompletedWaitpoint } from "@trigger.dev/core/v3/schemas";
import type { Clock } from "../clock.js";
import type { MockContext } from "../engine.js";
import type { Executor } from "../executor.js";
import type { Fault } from "../options.js";
import type { Platform } from "../platform/platform.js";
import { Attempt, type AttemptInput, type AttemptResult, type TaskFunction } from "./attempt.js";
import { deathOf, faultsFor, throwing } from "./faults.js";
import type { Quiet } from "./quiet.js";

/**
 * How long a resume may be held back by work that the run still has going, in milliseconds of the clock. A child that
 * runs here ends sooner than any on the platform; without this, a parallel wait would go unnoticed.
 */
const HOLD = 250;

/** Calm turns of the event loop before a run is resumed. */
const CALM_TURNS = 2;

export interface InProcessInput extends Pick<AttemptInput, "sdk" | "base" | "retries"> {
  readonly clock: Clock;
  readonly quiet: Quiet;
  readonly platform: () => Platform;
  readonly callMock: (payload: unknown, context: MockContext) => Promise<unknown>;
}

/** Executes attempts in this thread. */
export class InProcessExecutor implements Executor {
  readonly retriesInPlace = false;
  readonly live = new Map<string, Attempt>();
  readonly mocked = new Set<string>();
  faults: Fault[] = [];
  readonly #input: InProcessInput;

  constructor(input: InProcessInput) {
    this.#input = input;
  }

  dequeued = (runId: string): void => {
    const { sdk, base, quiet, retries, platform } = this.#input;
    const start = platform().startAttempt(runId);
    const run = platform().run(runId);
    const [fault] = faultsFor(this.faults, run, start.attempt);
    const attempt = new Attempt({
      sdk,
      base,
      quiet,
      retries,
      start,
      body: fault?.kind === "throw" ? throwing(fault) : this.#mockOf(run.task.id, run.index),
      onSuspend: (self, isSuspended) => this.#suspended(self, isSuspended),
      onEnd: (self, result) => this.#ended(self, result),
    });
    this.live.set(runId, attempt);
    if (fault && fault.kind !== "throw") return this.#strike(attempt, fault);
    attempt.begin();
  };

  resume = (runId: string, number: number, waitpoints: readonly CompletedWaitpoint[]): void => {
    const attempt = this.live.get(runId);
    if (attempt?.attempt === number) void this.#deliver(attempt, waitpoints);
  };

  cancel = (runId: string, number: number): void => {
    const attempt = this.live.get(runId);
    if (attempt?.attempt === number) void attempt.cancel();
  };

  /** Ends attempts that have used up their time. */
  checkDurations = (): void => {
    for (const attempt of this.live.values()) {
      if (attempt.maxDuration !== undefined && attempt.usedSeconds > attempt.maxDuration) attempt.exceedMaxDuration();
    }
  };

  /** Abandons what executes. */
  clear(): void {
    const attempts = [...this.live.values()];
    this.live.clear();
    for (const attempt of attempts) attempt.kill({ type: "INTERNAL_ERROR", code: "TASK_RUN_CANCELLED" });
    this.faults = [];
  }

  #mockOf(taskId: string, index: number): TaskFunction | undefined {
    if (!this.mocked.has(taskId)) return undefined;
    return async (payload, { ctx }) => {
      const { run, attempt } = ctx as { run: { id: string }; attempt: { number: number } }; // the SDK's context
      return await this.#input.callMock(payload, { runId: run.id, taskId, attempt: attempt.number, index });
    };
  }

  #suspended(attempt: Attempt, isSuspended: boolean): void {
    const platform = this.#input.platform();
    if (isSuspended) {
      const [fault] = faultsFor(this.faults, platform.run(attempt.runId), attempt.attempt, attempt.waits);
      if (fault && fault.kind !== "throw") return this.#strike(attempt, fault);
      void attempt.flushMetadata();
    }
    platform.setSuspended(attempt.runId, isSuspended);
  }

  #strike(attempt: Attempt, fault: Exclude<Fault, { kind: "throw" }>): void {
    if (fault.kind !== "cancel") return attempt.kill(deathOf(fault));
    const platform = this.#input.platform();
    platform.cancel(platform.run(attempt.runId), "Canceled by the test");
  }

  #ended(attempt: Attempt, result: AttemptResult): void {
    if (this.live.get(attempt.runId) !== attempt) return;
    this.live.delete(attempt.runId);
    const { quiet, platform } = this.#input;
    quiet.enter();
    void platform()
      .completeAttempt(attempt.runId, attempt.attempt, result)
      .finally(() => quiet.leave());
  }

  async #deliver(attempt: Attempt, waitpoints: readonly CompletedWaitpoint[]): Promise<void> {
    const { clock, quiet } = this.#input;
    const deadline = clock.now() + HOLD;
    for (let calm = 0; calm < CALM_TURNS; calm++) {
      if (hasWorkUntil(attempt, deadline) && clock.now() < deadline) {
        await nextChange(attempt, clock, deadline);
        calm = -1;
        continue;
      }
      quiet.enter();
      await new Promise((turn) => setImmediate(turn));
      quiet.leave();
    }
    if (!attempt.isEnded) attempt.resolve(waitpoints);
  }
}

const hasWorkUntil = (attempt: Attempt, deadline: number): boolean =>
  !attempt.isEnded && (attempt.requests > 0 || [...attempt.timers].some(({ due }) => due <= deadline));

async function nextChange(attempt: Attempt, clock: Clock, deadline: number): Promise<void> {
  await new Promise<void>((settle) => {
    const timer = clock.at(deadline, settle);
    attempt.whenChanged = () => {
      timer.cancel();
      settle();
    };
  });
  attempt.whenChanged = undefined;
}
