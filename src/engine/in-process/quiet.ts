/** Tells when nothing can happen by itself any more: no attempt executes, and no work is on its way. */
export class Quiet {
  #busy = 0;
  #stamp = 0;
  #isWatching = false;
  readonly #whenQuiet: () => void;

  constructor(whenQuiet: () => void) {
    this.#whenQuiet = whenQuiet;
  }

  enter(): void {
    this.#busy++;
    this.#stamp++;
  }

  leave(): void {
    this.#busy--;
    this.watch();
  }

  get isBusy(): boolean {
    return this.#busy > 0;
  }

  /** Looks again: to be called when there is something new to wait for. */
  watch(): void {
    this.#stamp++;
    if (this.#busy > 0 || this.#isWatching) return;
    this.#isWatching = true;
    this.#look(this.#stamp, TURNS);
  }

  #look(stamp: number, turns: number): void {
    setImmediate(() => {
      if (this.#busy > 0) this.#isWatching = false;
      else if (stamp !== this.#stamp) this.#look(this.#stamp, TURNS);
      else if (turns > 1) this.#look(stamp, turns - 1);
      else {
        this.#isWatching = false;
        this.#whenQuiet();
      }
    });
  }
}

/** Turns of the event loop without news that count as silence: promises settle and ready I/O is delivered in them. */
const TURNS = 2;
