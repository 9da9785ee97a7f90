import type { Clock, Timer } from "../clock.js";

interface Entry {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
  isCancelled: boolean;
}

/** A clock that stands still until it is told to skip to what is due next. */
export class VirtualClock implements Clock {
  readonly isVirtual = true;
  #now: number;
  #order = 0;
  /** A binary heap, soonest first. */
  readonly #heap: Entry[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now = (): number => this.#now;

  at = (time: number, callback: () => void): Timer => {
    const entry: Entry = { due: Math.max(time, this.#now), order: this.#order++, callback, isCancelled: false };
    this.#push(entry);
    return { cancel: () => void (entry.isCancelled = true) };
  };

  /** When something is due next. */
  get next(): number | undefined {
    while (this.#heap[0]?.isCancelled) this.#pop();
    return this.#heap[0]?.due;
  }

  /** Moves on to `time` and calls back all that has fallen due, in order. */
  skipTo(time: number): void {
    this.#now = Math.max(time, this.#now);
    for (let next = this.next; next !== undefined && next <= this.#now; next = this.next) this.#pop()?.callback();
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let place = heap.push(entry) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = heap[parent];
      if (!above || !isBefore(entry, above)) break;
      heap[place] = above;
      place = parent;
    }
    heap[place] = entry;
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (!left) break;
      if (right && isBefore(right, left)) child++;
      const below = heap[child];
      if (!below || isBefore(last, below)) break;
      heap[place] = below;
      place = child;
    }
    heap[place] = last;
    return first;
  }
}

const isBefore = (a: Entry, b: Entry): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);
