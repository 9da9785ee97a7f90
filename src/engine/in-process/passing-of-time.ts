import type { EngineEvent } from "../events.js";
import { deadlockError } from "./deadlock-error.js";
import type { RealClock } from "../real-clock.js";
import type { InProcessExecutor } from "./in-process-executor.js";
import type { Quiet } from "./quiet.js";
import { realWork } from "./real-work.js";
import type { Session } from "./session.js";
import type { VirtualClock } from "./virtual-clock.js";
import type { Waiters } from "../waiters.js";

export interface PassingInput {
  readonly session: Session;
  readonly waiters: Waiters;
  readonly quiet: Quiet;
  /** Undefined in real time. */
  readonly virtual: VirtualClock | undefined;
  readonly real: RealClock;
  readonly emit: (event: EngineEvent) => void;
}

/** Those of Node: they are not for the engine's clock. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** How long I/O that a task has going may hold the virtual clock before it is looked at again, in milliseconds. */
const LOOK_AGAIN = 20;

/** Decides what happens when nothing happens: a deadlock is told, virtual time skips, or the engine is idle. */
export class PassingOfTime {
  readonly #input: PassingInput;
  readonly #toldDeadlocks = new Set<string>();
  #pace: { readonly since: number; readonly from: number } | undefined;
  #lookAgain: NodeJS.Timeout | undefined;
  #wasIdle = false;
  #whenIdle: ((tokens: readonly string[]) => void)[] = [];
  /** The time that is to pass, and who waits for it. */
  #passing: { readonly to: number; readonly passed: () => void } | undefined;

  constructor(input: PassingInput) {
    this.#input = input;
  }

  whenQuiet(): void {
    const { session, virtual, real } = this.#input;
    if (virtual && this.#passing) return this.#pass(virtual, this.#passing);
    if (!session.platform.hasOpenRuns) return this.#idle();
    this.#findDeadlock();
    if (!virtual) return real.isRunning ? undefined : this.#idle();
    const { next } = virtual;
    if (next === undefined) return this.#idle();
    if (this.#mustWaitFor(next, session.executor, virtual)) return;
    this.#skipTo(next);
  }

  /** Something has happened: the engine may become idle once more. */
  stir(): void {
    this.#wasIdle = false;
  }

  /** Lets virtual time pass, and settles when all that fell due has gone on as far as it can. */
  async passTo(time: number): Promise<void> {
    await new Promise<void>((passed) => {
      this.#passing = { to: time, passed };
      this.#input.quiet.watch();
    });
  }

  /** Settles when nothing more happens by itself, with the tokens that are waited for. */
  async idle(): Promise<readonly string[]> {
    return await new Promise((settle) => {
      this.#whenIdle.push(settle);
      this.#input.quiet.watch();
    });
  }

  #pass(virtual: VirtualClock, { to, passed }: { readonly to: number; readonly passed: () => void }): void {
    const due = virtual.nextOfAll;
    if (due !== undefined && due <= to) {
      if (!this.#mustWaitFor(due, this.#input.session.executor, virtual)) this.#skipTo(due);
      return;
    }
    this.#passing = undefined;
    this.#skipTo(to);
    passed();
  }

  #skipTo(time: number): void {
    const { virtual, emit, quiet, session } = this.#input;
    if (!virtual) return;
    this.#pace = undefined;
    this.#wasIdle = false;
    const from = virtual.now();
    virtual.skipTo(time);
    if (time > from) emit({ kind: "time-skipped", at: time, from });
    session.executor.checkDurations();
    quiet.watch();
  }

  reset(): void {
    this.#toldDeadlocks.clear();
    this.#pace = undefined;
    if (this.#lookAgain) stopTimer(this.#lookAgain);
  }

  #idle(): void {
    const { waiters, session, emit } = this.#input;
    waiters.look(true);
    const { tokens: all } = session.platform.waitpoints;
    const tokens = all.filter(({ completed, blocked }) => !completed && blocked.size > 0).map(({ id }) => id);
    for (const settle of this.#whenIdle.splice(0)) settle(tokens);
    if (this.#wasIdle || !session.platform.hasOpenRuns) return;
    this.#wasIdle = true;
    emit({ kind: "idle", at: session.platform.kernel.clock.now(), tokens });
  }

  /**
   * A task may have set a timer beside I/O that the clock knows nothing of: then time passes at its real pace, for as
   * long as this thread has I/O going.
   */
  #mustWaitFor(next: number, executor: InProcessExecutor, virtual: VirtualClock): boolean {
    const hasOwnTimers = [...executor.live.values()].some(({ isSuspended, timers }) => !isSuspended && timers.size > 0);
    if (!hasOwnTimers || !realWork()) return false;
    const now = performance.now();
    this.#pace ??= { since: now, from: virtual.now() };
    const left = next - this.#pace.from - (now - this.#pace.since);
    if (left <= 0) return false;
    if (this.#lookAgain) stopTimer(this.#lookAgain);
    this.#lookAgain = startTimer(() => this.#input.quiet.watch(), Math.min(left, LOOK_AGAIN));
    return true;
  }

  #findDeadlock(): void {
    const { session, waiters, emit } = this.#input;
    const { kernel } = session.platform;
    if (kernel.slots.waitingCount === 0) return;
    const deadlock = session.platform.findDeadlock();
    const first = deadlock?.waiting[0]?.runId;
    if (!deadlock || first === undefined) return;
    // The event comes once; whoever begins to wait later is told, too.
    if (!this.#toldDeadlocks.has(first)) emit({ kind: "deadlock", at: kernel.clock.now(), deadlock });
    this.#toldDeadlocks.add(first);
    const runs = [...deadlock.waiting, ...deadlock.holding].map(({ runId }) => session.platform.run(runId));
    waiters.failDeadlocked(runs, deadlockError(deadlock));
  }
}
