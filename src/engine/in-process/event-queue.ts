import type { EngineEvent } from "../events.js";
import type { FromThread } from "./messages.js";

/** Sends events to the main thread, many at a time, if anyone there listens. */
export class EventQueue {
  readonly #send: (message: FromThread) => void;
  #isListening: boolean;
  #events: EngineEvent[] = [];

  constructor(send: (message: FromThread) => void, isListening: boolean) {
    this.#send = send;
    this.#isListening = isListening;
  }

  setListening(isListening: boolean): void {
    this.#isListening = isListening;
  }

  push(event: EngineEvent): void {
    if (!this.#isListening) return;
    this.#events.push(event);
    if (this.#events.length === 1) setImmediate(() => this.flush());
  }

  flush(): void {
    if (this.#events.length === 0) return;
    const events = this.#events;
    this.#events = [];
    this.#send({ kind: "events", events });
  }
}
