/** A timer that has been set; `cancel` is idempotent. */
export interface Timer {
  readonly cancel: () => void;
}

export interface TimerOptions {
  /** A timer that somebody outside may make needless: a test that holds the timeouts of tokens waits for it alone. */
  readonly isPatient?: boolean;
}

/** The engine's time. Nothing in the engine asks any other clock. */
export interface Clock {
  readonly isVirtual: boolean;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls back at `time`, or as soon as can be if that has passed. Never calls back synchronously. */
  readonly at: (time: number, callback: () => void, options?: TimerOptions) => Timer;
}
