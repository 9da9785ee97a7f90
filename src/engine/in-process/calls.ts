import { EngineError } from "../errors.js";
import type { CallName } from "./messages.js";
import { platformAnswers, type Answers } from "./platform-calls.js";
import type { Sdk } from "./sdk.js";
import type { Session } from "./session.js";
import type { Waiters } from "./waiters.js";

export interface CallsInput {
  readonly sdk: Sdk;
  readonly session: Session;
  readonly waiters: Waiters;
  /** Moves the virtual clock on; undefined in real time. */
  readonly advance: ((milliseconds: number) => Promise<void>) | undefined;
  readonly onReset: () => void;
  readonly setListening: (isListening: boolean) => void;
}

/** What the engine does for the main thread. */
export function answers({ sdk, session, waiters, advance, onReset, setListening }: CallsInput): Answers<CallName> {
  return {
    load: async (files) => await session.load(files),
    ...platformAnswers({ core: sdk.v3, platform: () => session.platform, packets: session.packets, waiters }),
    setMocked: (taskId, isMocked) => {
      session.platform.kernel.tasks.get(taskId);
      if (isMocked) session.executor.mocked.add(taskId);
      else session.executor.mocked.delete(taskId);
    },
    fail: (fault) => {
      session.platform.kernel.tasks.get(fault.taskId);
      session.executor.faults.push(fault);
    },
    clearFaults: () => void (session.executor.faults = []),
    advance: async (milliseconds) => {
      if (!advance) throw new EngineError("refused", "Time can only be advanced in virtual time.");
      await advance(milliseconds);
    },
    reset: () => {
      waiters.fail(new EngineError("closed", "The engine was reset."));
      session.reset();
      onReset();
    },
    setListening,
  };
}
