import { EngineError } from "../errors.js";
import { platformAnswers } from "../platform-calls.js";
import type { Sdk } from "../sdk.js";
import type { Waiters } from "../waiters.js";
import type { CallName, Calls } from "./messages.js";
import type { Session } from "./session.js";

export interface CallsInput {
  readonly sdk: Sdk;
  readonly session: Session;
  readonly waiters: Waiters;
  /** Moves the virtual clock on; undefined in real time. */
  readonly advance: ((milliseconds: number) => Promise<void>) | undefined;
  readonly idle: () => Promise<readonly string[]>;
  readonly onReset: () => void;
  readonly setListening: (isListening: boolean) => void;
}

type Answers = { readonly [N in CallName]: (...args: Calls[N]["args"]) => Promise<Calls[N]["answer"]> };

/** What the engine's thread does for the main thread. */
export function answers({ sdk, session, waiters, advance, idle, onReset, setListening }: CallsInput): Answers {
  const { executor, packets } = session;
  const platform = () => session.platform;
  return {
    ...platformAnswers({ v3: sdk.v3, platform, packets, waiters }),
    load: async (files) => await session.load(files),
    setMocked: async (taskId, isMocked) => {
      platform().kernel.tasks.get(taskId);
      if (isMocked) executor.mocked.add(taskId);
      else executor.mocked.delete(taskId);
    },
    fail: async (fault) => {
      platform().kernel.tasks.get(fault.taskId);
      executor.faults.push(fault);
    },
    clearFaults: async () => void (executor.faults = []),
    advance: async (milliseconds) => {
      if (!advance) throw new EngineError("refused", "Time can only be advanced in virtual time.");
      await advance(milliseconds);
    },
    idle,
    reset: async () => {
      waiters.reset(new EngineError("closed", "The engine was reset."));
      session.reset();
      onReset();
    },
    setListening: async (isListening) => setListening(isListening),
  };
}
