/** A timer of the virtual clock. */
export interface Entry {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
  isCancelled: boolean;
}

/** Timers, the one that falls due first at hand: a binary heap. */
export class TimerHeap {
  readonly #heap: Entry[] = [];

  /** The first that is not cancelled. */
  get first(): Entry | undefined {
    while (this.#heap[0]?.isCancelled) this.pop();
    return this.#heap[0];
  }

  clear(): void {
    this.#heap.length = 0;
  }

  push(entry: Entry): void {
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

  pop(): Entry | undefined {
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

/** Of two that fall due at once, the one that was set first. */
export const isBefore = (a: Entry, b: Entry): boolean => a.due < b.due || (a.due === b.due && a.order < b.order);
