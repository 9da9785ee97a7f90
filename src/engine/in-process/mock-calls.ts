import type { MockContext } from "../engine.js";
import type { FromThread, ToThread } from "./messages.js";
import { receiveError } from "./sent-error.js";

/** Calls functions of the main thread, and waits for what they return. */
export class MockCalls {
  readonly #pending = new Map<number, { settle: (value: unknown) => void; fail: (error: Error) => void }>();
  readonly #send: (message: FromThread) => void;
  #count = 0;

  constructor(send: (message: FromThread) => void) {
    this.#send = send;
  }

  call = async (payload: unknown, context: MockContext): Promise<unknown> =>
    await new Promise((settle, fail) => {
      const id = this.#count++;
      this.#pending.set(id, { settle, fail });
      this.#send({ kind: "mock", id, payload, context });
    });

  answered({ id, value, error }: Extract<ToThread, { kind: "mock-answer" }>): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.fail(receiveError(error));
    else pending?.settle(value);
  }
}
