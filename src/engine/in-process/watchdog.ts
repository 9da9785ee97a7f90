import { EngineError } from "../errors.js";
import type { Pulse } from "./pulse.js";

const LOOK = 250;

/** Calls back when the thread has shown no sign of life for `limit` milliseconds. Gives a function that stops it. */
export function watch(pulse: Pulse, limit: number, onStuck: (error: EngineError) => void): () => void {
  let beats = -1;
  let since = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    if (pulse.beats !== beats) {
      beats = pulse.beats;
      since = now;
    } else if (now - since > limit) {
      const by =
        pulse.lastRun === undefined
          ? "while it loaded task files"
          : `by run ${pulse.lastRun}, or by one of its children`;
      const seconds = (limit / 1000).toFixed(0);
      onStuck(
        new EngineError(
          "thread-stuck",
          `The thread that runs the tasks was held for ${seconds} s ${by}: a loop that never ends? It was ended.`,
        ),
      );
    }
  }, LOOK);
  timer.unref();
  return () => clearInterval(timer);
}
