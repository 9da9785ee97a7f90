import pico from "picocolors";

export interface Progress {
  readonly show: (stage: string) => void;
  readonly clear: () => void;
}

/** Work that ends sooner than this needs no progress. In milliseconds. */
const PATIENCE = 700;

/** Shows the stage on one line of the terminal, which is gone in the end. Nothing is shown in a pipe. */
export function showProgress(silent: boolean): Progress {
  if (silent || !process.stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  const began = Date.now();
  let timer: NodeJS.Timeout | undefined;
  let shown = false;
  const print = (stage: string): void => {
    shown = true;
    process.stderr.write(`\r\u001B[K${pico.dim(`${stage}…`)}`);
  };
  return {
    show(stage) {
      clearTimeout(timer);
      const left = PATIENCE - (Date.now() - began);
      if (left <= 0) print(stage);
      else timer = setTimeout(print, left, stage).unref();
    },
    clear() {
      clearTimeout(timer);
      if (shown) process.stderr.write("\r\u001B[K");
      shown = false;
    },
  };
}
