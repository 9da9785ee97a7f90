import { EngineError } from "../errors.js";
import type { Pulse } from "./pulse.js";

const LOOK = 250;

/**
 * Calls back when the thread has shown no sign of life while the process has computed for `limit` milliseconds. Not by
 * the clock: on a busy machine a thread may have to wait long for its turn, and a task may wait for a program it calls.
 * Gives a function that stops it.
 */
export function watch(pulse: Pulse, limit: number, onStuck: (error: EngineError) => void): () => void {
  let beats = -1;
  let since = computed();
  const timer = setInterval(() => {
    if (pulse.beats !== beats) {
      beats = pulse.beats;
      since = computed();
    } else if (computed() - since > limit) {
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

/** The processor time of this process, all threads together. In milliseconds. */
function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
