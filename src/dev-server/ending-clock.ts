import type { Clock, Timer } from "../engine/clock.js";

/** A clock whose timers all end with it: a token that times out in an hour would keep the process alive as long. */
export interface EndingClock extends Clock {
  readonly end: () => void;
}

export function endingClock(clock: Clock): EndingClock {
  const timers = new Set<Timer>();
  return {
    isVirtual: clock.isVirtual,
    now: clock.now,
    at(time, callback) {
      const timer = clock.at(time, () => {
        timers.delete(timer);
        callback();
      });
      timers.add(timer);
      return {
        cancel() {
          timers.delete(timer);
          timer.cancel();
        },
      };
    },
    end() {
      for (const timer of timers) timer.cancel();
      timers.clear();
    },
  };
}
