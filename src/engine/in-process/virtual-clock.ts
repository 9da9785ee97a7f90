import type { Clock, Timer, TimerOptions } from "../clock.js";
import { isBefore, TimerHeap, type Entry } from "./timer-heap.js";

/** A clock that stands still until it is told to skip to what is due next. */
export class VirtualClock implements Clock {
  readonly isVirtual = true;
  readonly #holdsPatient: boolean;
  readonly #timers = new TimerHeap();
  readonly #patient = new TimerHeap();
  #now: number;
  #order = 0;

  constructor(start: number, { holdsPatient = false }: { readonly holdsPatient?: boolean } = {}) {
    this.#now = start;
    this.#holdsPatient = holdsPatient;
  }

  now = (): number => this.#now;

  at = (time: number, callback: () => void, { isPatient = false }: TimerOptions = {}): Timer => {
    const entry: Entry = { due: Math.max(time, this.#now), order: this.#order++, callback, isCancelled: false };
    (isPatient && this.#holdsPatient ? this.#patient : this.#timers).push(entry);
    return { cancel: () => void (entry.isCancelled = true) };
  };

  /** When something is due that time passes for by itself. */
  get next(): number | undefined {
    return this.#timers.first?.due;
  }

  /** When anything is due. */
  get nextOfAll(): number | undefined {
    return this.#first()?.first?.due;
  }

  /** Moves on to `time` and calls back all that has fallen due, in order. */
  skipTo(time: number): void {
    this.#now = Math.max(time, this.#now);
    for (let heap = this.#first(); heap; heap = this.#first()) {
      if ((heap.first?.due ?? Infinity) > this.#now) return;
      heap.pop()?.callback();
    }
  }

  clear(): void {
    this.#timers.clear();
    this.#patient.clear();
  }

  /** Where the next timer is. */
  #first(): TimerHeap | undefined {
    const [timer, patient] = [this.#timers.first, this.#patient.first];
    if (!timer) return patient && this.#patient;
    return patient && isBefore(patient, timer) ? this.#patient : this.#timers;
  }
}
