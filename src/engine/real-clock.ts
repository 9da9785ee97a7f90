import type { Clock, Timer, TimerOptions } from "./clock.js";

/** `setTimeout` fires at once for more. */
const LONGEST = 2 ** 31 - 1;

/** Taken before anything patches them. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const realNow = Date.now;

/** The machine's own clock. */
export class RealClock implements Clock {
  readonly isVirtual = false;
  readonly #timers = new Set<Timer>();
  readonly #patient = new Set<Timer>();

  now = (): number => realNow();

  /** Whether anything will fall due but what is patient. */
  get isRunning(): boolean {
    return this.#timers.size > 0;
  }

  at = (time: number, callback: () => void, { isPatient = false }: TimerOptions = {}): Timer => {
    const timers = isPatient ? this.#patient : this.#timers;
    let current: NodeJS.Timeout;
    const timer: Timer = {
      cancel: () => {
        stopTimer(current);
        timers.delete(timer);
      },
    };
    const wait = (): void => {
      const left = time - realNow();
      current = left > LONGEST ? startTimer(wait, LONGEST) : startTimer(fire, Math.max(left, 0));
    };
    const fire = (): void => {
      timers.delete(timer);
      callback();
    };
    timers.add(timer);
    wait();
    return timer;
  };

  /** Cancels all timers, so that none keeps the process alive. */
  clear(): void {
    for (const timer of [...this.#timers, ...this.#patient]) timer.cancel();
  }
}
