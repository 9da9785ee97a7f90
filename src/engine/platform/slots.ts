import type { Slots as SlotLimit } from "../options.js";
import type { Run } from "./run.js";

interface Entry {
  readonly run: Run;
  readonly order: number;
}

/** The runs of a queue that wait, in order, and those that hold a place in it. */
interface Line {
  readonly queue: string;
  readonly waiting: Entry[];
  readonly holding: Set<Run>;
}

/** Who may execute: the slots of the environment, and the concurrency limits of its queues. */
export class Slots {
  readonly holding = new Set<Run>();
  readonly #lines = new Map<string, Line>();
  readonly #paused = new Set<string>();
  readonly #overrides = new Map<string, number>();
  #waiting = 0;

  readonly environment: SlotLimit;
  readonly #declaredLimit: (queue: string) => number;

  constructor(environment: SlotLimit, declaredLimit: (queue: string) => number) {
    this.environment = environment;
    this.#declaredLimit = declaredLimit;
  }

  get waitingCount(): number {
    return this.#waiting;
  }

  /** The runs that wait for a slot, in no particular order. */
  *waitingRuns(): Iterable<Run> {
    for (const line of this.#lines.values()) for (const { run } of line.waiting) yield run;
  }

  limitOf(queue: string): number {
    return this.#overrides.get(queue) ?? this.#declaredLimit(queue);
  }

  enqueue(run: Run): void {
    const { waiting } = this.#lineOf(run);
    const order = run.queueTime - run.priority * 1000;
    let place = waiting.length;
    // New runs nearly always go to the end.
    while (place > 0 && (waiting[place - 1]?.order ?? 0) > order) place--;
    waiting.splice(place, 0, { run, order });
    this.#waiting++;
  }

  /** Takes a run out of its line, wherever it is. */
  withdraw(run: Run): void {
    const { waiting } = this.#lineOf(run);
    const place = waiting.findIndex((entry) => entry.run === run);
    if (place < 0) return;
    waiting.splice(place, 1);
    this.#waiting--;
  }

  /** The next run that may execute. It has its slot. */
  take(): Run | undefined {
    if (this.#waiting === 0 || this.holding.size >= this.environment.limit) return undefined;
    let best: Line | undefined;
    for (const line of this.#lines.values()) {
      const head = line.waiting[0];
      if (!head || !this.#hasRoom(line)) continue;
      if (!best?.waiting[0] || head.order < best.waiting[0].order) best = line;
    }
    const run = best?.waiting.shift()?.run;
    if (!best || !run) return undefined;
    this.#waiting--;
    best.holding.add(run);
    this.holding.add(run);
    return run;
  }

  release(run: Run): void {
    this.holding.delete(run);
    this.#lineOf(run).holding.delete(run);
  }

  pause(queue: string, isPaused: boolean): void {
    if (isPaused) this.#paused.add(queue);
    else this.#paused.delete(queue);
  }

  override(queue: string, limit: number | undefined): void {
    if (limit === undefined) this.#overrides.delete(queue);
    else this.#overrides.set(queue, limit);
  }

  isPaused(queue: string): boolean {
    return this.#paused.has(queue);
  }

  /** Counts over all concurrency keys of a queue. */
  countOf(queue: string): { readonly waiting: number; readonly holding: number } {
    let waiting = 0;
    let holding = 0;
    for (const line of this.#lines.values()) {
      if (line.queue !== queue) continue;
      waiting += line.waiting.length;
      holding += line.holding.size;
    }
    return { waiting, holding };
  }

  /** Those whose places a run waits for: of its queue, if that is full; else of the environment. */
  blockersOf(run: Run): { readonly queue?: string; readonly slots: number; readonly holding: ReadonlySet<Run> } {
    const line = this.#lineOf(run);
    const limit = this.limitOf(run.queue);
    if (line.holding.size >= limit) return { queue: run.queue, slots: limit, holding: line.holding };
    return { slots: this.environment.limit, holding: this.holding };
  }

  #hasRoom(line: Line): boolean {
    return !this.#paused.has(line.queue) && line.holding.size < this.limitOf(line.queue);
  }

  /** Each concurrency key is a queue of its own with the limit of the whole. */
  #lineOf(run: Run): Line {
    const id = run.concurrencyKey === undefined ? run.queue : `${run.queue}\n${run.concurrencyKey}`;
    let line = this.#lines.get(id);
    if (!line) {
      line = { queue: run.queue, waiting: [], holding: new Set() };
      this.#lines.set(id, line);
    }
    return line;
  }
}
