import type { EngineEvent } from "../engine/index.js";
import { createBoard } from "../run/board.js";
import { deadlockLines, openLines } from "../run/report.js";
import { PLAIN } from "../run/paint.js";

/** Follows a flow, so that whoever waits for it hears why it does not go on. */
export interface Watch {
  readonly onEvent: (event: EngineEvent) => void;
  readonly warnings: readonly string[];
  /** Settles as `promise` does; rejects where the flow cannot go on, or takes longer than `seconds`. */
  readonly within: <T>(promise: Promise<T>, seconds: number) => Promise<T>;
  readonly reset: () => void;
}

export function createWatch(): Watch {
  let board = createBoard();
  let warnings: string[] = [];
  const waiting = new Set<(error: Error) => void>();
  const goingOn = (): string => board.roots.flatMap(openLines).join("\n");
  return {
    get warnings() {
      return warnings;
    },
    onEvent(event) {
      board.apply(event);
      if (event.kind === "warning") warnings.push(event.message);
      if (event.kind !== "deadlock") return;
      const error = new Error(deadlockLines(event.deadlock, PLAIN).join("\n"));
      for (const reject of waiting) reject(error);
    },
    within(promise, seconds) {
      return new Promise((resolve, reject) => {
        const late = (): void =>
          reject(new Error(`The flow took longer than ${seconds} seconds (timeLimit). Open:\n${goingOn()}`));
        const timer = setTimeout(late, seconds * 1000);
        waiting.add(reject);
        const settled = (): void => {
          clearTimeout(timer);
          waiting.delete(reject);
        };
        promise.then(resolve, reject).finally(settled);
      });
    },
    reset() {
      board = createBoard();
      warnings = [];
    },
  };
}
