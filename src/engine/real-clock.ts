import type { Clock, Timer } from "./clock.js";

/** `setTimeout` fires at once for more. */
const LONGEST = 2 ** 31 - 1;

/** Taken before anything patches them. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const realNow = Date.now;

/** The machine's own clock. */
export class RealClock implements Clock {
  readonly isVirtual = false;
  readonly #timers = new Set<Timer>();

  now = (): number => realNow();

  at = (time: number, callback: () => void): Timer => {
    let current: NodeJS.Timeout;
    const timer: Timer = {
      cancel: () => {
        stopTimer(current);
        this.#timers.delete(timer);
      },
    };
    const wait = (): void => {
      const left = time - realNow();
      current = left > LONGEST ? startTimer(wait, LONGEST) : startTimer(fire, Math.max(left, 0));
    };
    const fire = (): void => {
      this.#timers.delete(timer);
      callback();
    };
    this.#timers.add(timer);
    wait();
    return timer;
  };

  /** Cancels all timers, so that none keeps the process alive. */
  clear(): void {
    for (const timer of this.#timers) timer.cancel();
  }
}
