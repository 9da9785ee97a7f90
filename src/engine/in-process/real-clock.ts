import type { Clock, Timer } from "../clock.js";

/** `setTimeout` fires at once for more. */
const LONGEST = 2 ** 31 - 1;

/** Taken before anything patches them. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const realNow = Date.now;

/** The machine's own clock. */
export const realClock: Clock = {
  isVirtual: false,
  now: () => realNow(),
  at(time: number, callback: () => void): Timer {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const left = time - realNow();
      timer = startTimer(left > LONGEST ? wait : callback, Math.min(Math.max(left, 0), LONGEST));
    };
    wait();
    return { cancel: () => stopTimer(timer) };
  },
};
