/**
 * Tidies up when the returned function is called, or else when the process ends: whoever interrupts it while tasks are
 * loaded must find nothing left behind.
 */
export function tidyAtExit(tidy: () => void): () => void {
  process.once("exit", tidy);
  return () => {
    process.off("exit", tidy);
    tidy();
  };
}
