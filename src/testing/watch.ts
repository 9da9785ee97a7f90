import type { EngineEvent } from "../engine/index.js";
import { createBoard } from "../run/board.js";
import { openLines } from "../run/report.js";

/** Follows a flow, so that whoever waits for it hears why it does not go on. */
export interface Watch {
  readonly onEvent: (event: EngineEvent) => void;
  readonly warnings: readonly string[];
  /** Settles as `promise` does, or rejects with what is going on when that takes longer than `seconds`. */
  readonly within: <T>(promise: Promise<T>, seconds: number) => Promise<T>;
  /** What is running or waiting, a line for each. */
  readonly goingOn: () => string;
  readonly reset: () => void;
}

export function createWatch(): Watch {
  let board = createBoard();
  let warnings: string[] = [];
  const goingOn = (): string => board.roots.flatMap(openLines).join("\n");
  return {
    get warnings() {
      return warnings;
    },
    onEvent(event) {
      board.apply(event);
      if (event.kind === "warning") warnings.push(event.message);
    },
    async within(promise, seconds) {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<never>((_, reject) => {
        const late = (): string => `The flow took longer than ${seconds} seconds (timeLimit). Open:\n${goingOn()}`;
        timer = setTimeout(() => reject(new Error(late())), seconds * 1000);
      });
      try {
        return await Promise.race([promise, limit]);
      } finally {
        clearTimeout(timer);
      }
    },
    goingOn,
    reset() {
      board = createBoard();
      warnings = [];
    },
  };
}
