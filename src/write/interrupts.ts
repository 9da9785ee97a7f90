const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Holds interrupts back, for work that is short and must not stop half-way. `release` lets them through: one that came
 * in the meantime then ends the process as it would have.
 */
export function holdInterrupts(): { readonly release: () => void } {
  let received: NodeJS.Signals | undefined;
  const hold = (signal: NodeJS.Signals): void => {
    received = signal;
  };
  for (const signal of SIGNALS) process.on(signal, hold);
  return {
    release() {
      for (const signal of SIGNALS) process.off(signal, hold);
      if (received) process.kill(process.pid, received);
    },
  };
}
