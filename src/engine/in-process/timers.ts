import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import timersPromises from "node:timers/promises";
import { promisify } from "node:util";
import type { Clock, Timer } from "../clock.js";
import { scopes, type Scope } from "./scope.js";

type Callback = (...args: unknown[]) => void;

/** What `setTimeout` gives, over the engine's clock. */
class ScopedTimer {
  readonly #clock: Clock;
  readonly #scope: Scope;
  readonly #callback: () => void;
  readonly #delay: number;
  readonly #repeats: boolean;
  #timer: Timer | undefined;
  #entry: { due: number; cancel: () => void } | undefined;
  #hasRef = true;

  constructor(clock: Clock, scope: Scope, callback: () => void, delay: number, repeats: boolean) {
    this.#clock = clock;
    this.#scope = scope;
    this.#callback = callback;
    this.#delay = delay >= 1 && delay <= 2 ** 31 - 1 ? Math.trunc(delay) : 1; // as Node has it
    this.#repeats = repeats;
    this.#start();
  }

  #start(): void {
    const due = this.#clock.now() + this.#delay;
    this.#timer = this.#clock.at(due, () => this.#fire());
    this.#entry = { due, cancel: () => this.close() };
    this.#scope.timers.add(this.#entry);
    this.#scope.changed();
  }

  #fire(): void {
    this.#forget();
    if (this.#repeats) this.#start();
    this.#scope.changed();
    scopes.run(this.#scope, () => {
      try {
        this.#callback();
      } catch (error) {
        // Node tells the thread of it, here in the scope of the attempt.
        (process as NodeJS.EventEmitter).emit("uncaughtException", error); // typed for `Error` alone
      }
    });
  }

  #forget(): void {
    if (this.#entry) this.#scope.timers.delete(this.#entry);
    this.#entry = undefined;
  }

  close(): this {
    this.#timer?.cancel();
    this.#forget();
    this.#scope.changed();
    return this;
  }

  refresh(): this {
    this.close();
    this.#start();
    return this;
  }

  ref(): this {
    this.#hasRef = true;
    return this;
  }

  unref(): this {
    this.#hasRef = false;
    return this;
  }

  hasRef(): boolean {
    return this.#hasRef;
  }

  [Symbol.toPrimitive](): number {
    return 0;
  }

  [Symbol.dispose ?? Symbol("dispose")](): void {
    this.close();
  }
}

/**
 * Gives the timers of tasks to the engine's clock: in virtual time they are skipped to, and in any time they end with
 * their attempt. Timers of anything else stay as they were.
 */
export function installTimers(clock: Clock): void {
  const real = { setTimeout, setInterval, clearTimeout, clearInterval };
  const start = (repeats: boolean) => {
    const original = repeats ? real.setInterval : real.setTimeout;
    return (callback: Callback, delay = 1, ...args: unknown[]): unknown => {
      const scope = scopes.getStore();
      if (!scope) return original(callback, delay, ...args);
      if (scope.isEnded) return undefined;
      return new ScopedTimer(clock, scope, () => callback(...args), delay, repeats);
    };
  };
  const stop = (original: (timer: NodeJS.Timeout) => void) => (timer: unknown) => {
    if (timer instanceof ScopedTimer) timer.close();
    else original(timer as NodeJS.Timeout); // whatever else Node takes
  };
  const wait = sleep(timersPromises.setTimeout);
  const patched = {
    setTimeout: Object.assign(start(false), { [promisify.custom]: wait }),
    setInterval: start(true),
    clearTimeout: stop(real.clearTimeout),
    clearInterval: stop(real.clearInterval),
  };
  Object.assign(globalThis, patched);
  Object.assign(timers, patched);
  Object.assign(timersPromises, { setTimeout: wait });
  syncBuiltinESMExports();
}

/** `setTimeout` of `node:timers/promises`. */
const sleep =
  (original: typeof timersPromises.setTimeout) =>
  async <T>(delay?: number, value?: T, options: { signal?: AbortSignal } = {}): Promise<T | undefined> => {
    if (!scopes.getStore()) return await original(delay, value, options);
    const { signal } = options;
    signal?.throwIfAborted();
    return await new Promise<T | undefined>((settle, fail) => {
      const timer = setTimeout(() => settle(value), delay);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        fail(signal.reason as Error); // `throwIfAborted` throws it as it is, too
      });
    });
  };
