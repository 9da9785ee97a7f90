import type { Packet } from "../records.js";
import { durationMs, timeOf } from "./durations.js";
import type { Kernel } from "./kernel.js";
import { Refused } from "./refused.js";
import type { Run, Waitpoint } from "./run.js";
import type { Waits } from "./waits.js";

interface NewWaitpoint {
  readonly type: Waitpoint["type"];
  readonly due?: number | undefined;
  readonly key?: string | undefined;
  readonly keyTTL?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

export interface NewToken {
  readonly timeout?: string | Date | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly idempotencyKeyTTL?: string | undefined;
  readonly tags?: string | readonly string[] | undefined;
}

/** Waits for a time, and tokens. Both are found again by their keys, as runs are. */
export class Waitpoints {
  readonly #byId = new Map<string, Waitpoint>();
  readonly #byKey = new Map<string, Waitpoint>();

  readonly #kernel: Kernel;
  readonly #waits: Waits;

  constructor(kernel: Kernel, waits: Waits) {
    this.#kernel = kernel;
    this.#waits = waits;
  }

  get tokens(): readonly Waitpoint[] {
    return [...this.#byId.values()].filter(({ type }) => type === "MANUAL");
  }

  createToken(token: NewToken): { readonly waitpoint: Waitpoint; readonly isCached: boolean } {
    const { timeout, idempotencyKey, idempotencyKeyTTL, tags = [] } = token;
    return this.#make({
      type: "MANUAL",
      due: timeout === undefined ? undefined : timeOf(timeout, this.#kernel.clock.now(), "timeout"),
      key: idempotencyKey,
      keyTTL: idempotencyKeyTTL,
      tags: typeof tags === "string" ? [tags] : tags,
    });
  }

  token(id: string): Waitpoint {
    const waitpoint = this.#byId.get(id);
    if (!waitpoint) throw new Refused("Waitpoint not found", 404);
    return waitpoint;
  }

  complete(waitpoint: Waitpoint, output: Packet | undefined, isError = false): void {
    if (waitpoint.completed) return;
    waitpoint.completed = { at: this.#kernel.clock.now(), output, isError };
    this.#waits.release(waitpoint.blocked);
  }

  waitForToken(run: Run, waitpoint: Waitpoint): void {
    this.#wait(run, waitpoint, "token");
  }

  waitUntil(
    run: Run,
    date: Date,
    key: { idempotencyKey?: string | undefined; idempotencyKeyTTL?: string | undefined },
  ): Waitpoint {
    const { waitpoint } = this.#make({
      type: "DATETIME",
      due: date.getTime(),
      key: key.idempotencyKey,
      keyTTL: key.idempotencyKeyTTL,
    });
    this.#wait(run, waitpoint, "duration");
    return waitpoint;
  }

  #wait(run: Run, waitpoint: Waitpoint, kind: "token" | "duration"): void {
    const wait = this.#waits.begin(run, kind, [waitpoint.id]);
    this.#waits.block(wait, run, { kind: "waitpoint", waitpoint }, waitpoint.completed !== undefined);
    this.#waits.settle(run);
  }

  #make({ type, due, key, keyTTL, tags = [] }: NewWaitpoint): { waitpoint: Waitpoint; isCached: boolean } {
    const now = this.#kernel.clock.now();
    const known = key === undefined ? undefined : this.#byKey.get(key);
    if (known && (known.idempotencyKeyExpiresAt ?? Infinity) > now) return { waitpoint: known, isCached: true };
    const ttl = keyTTL === undefined ? undefined : durationMs(keyTTL);
    const waitpoint: Waitpoint = {
      id: this.#kernel.makeId(type === "MANUAL" ? "token" : "waitpoint"),
      type,
      createdAt: now,
      tags,
      idempotencyKey: key,
      idempotencyKeyExpiresAt: ttl === undefined ? undefined : now + ttl,
      due,
      blocked: new Set(),
    };
    this.#byId.set(waitpoint.id, waitpoint);
    if (key !== undefined) this.#byKey.set(key, waitpoint);
    const isPatient = type === "MANUAL";
    if (due !== undefined) this.#kernel.clock.at(due, () => this.#fallDue(waitpoint, due), { isPatient });
    return { waitpoint, isCached: false };
  }

  #fallDue(waitpoint: Waitpoint, due: number): void {
    if (waitpoint.type === "DATETIME") return this.complete(waitpoint, undefined);
    const data = JSON.stringify(this.#kernel.core.timeoutError(new Date(due)));
    this.complete(waitpoint, { data, dataType: "application/json" }, true);
  }
}
