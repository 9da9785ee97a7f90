/**
 * The engine thread's sign of life, in memory that the main thread can read while that thread is held: a counter that
 * goes up as long as its event loop turns, and the run whose code ran last.
 */
export class Pulse {
  static readonly BYTES = 512;
  readonly #beats: Int32Array;
  readonly #text: Buffer;

  constructor(shared: SharedArrayBuffer) {
    this.#beats = new Int32Array(shared, 0, 2);
    this.#text = Buffer.from(shared, 8);
  }

  beat(): void {
    Atomics.add(this.#beats, 0, 1);
  }

  get beats(): number {
    return Atomics.load(this.#beats, 0);
  }

  /** Tells that the code of a run is about to run. */
  enter(taskId: string, runId: string): void {
    Atomics.store(this.#beats, 1, this.#text.write(`${runId} of task "${taskId}"`));
  }

  get lastRun(): string | undefined {
    const length = Atomics.load(this.#beats, 1);
    return length === 0 ? undefined : this.#text.toString("utf8", 0, length);
  }
}

/** How often the thread shows that it lives, in milliseconds. */
export const BEAT = 100;
