import pico from "picocolors";
import type { EngineEvent } from "../engine/index.js";
import type { Board } from "../run/board.js";
import { eventLine } from "../run/event-line.js";
import { treeLines } from "../run/tree-lines.js";

/** Where a run is shown while it goes on: standard error, so that standard output has its result alone. */
export interface Screen {
  /** Called after the board has been told. */
  readonly apply: (event: EngineEvent) => void;
  /** Something to say at once. */
  readonly say: (text: string) => void;
  /** Shows the tree as it ended. */
  readonly finish: () => void;
}

export interface ScreenOptions {
  readonly board: Board;
  /** Stacks name files from here. */
  readonly cwd: string;
  readonly logs?: boolean;
  readonly virtualTime: boolean;
}

/** A live tree on a terminal, lines in a pipe. */
export async function createScreen(options: ScreenOptions): Promise<Screen> {
  return process.stderr.isTTY ? liveTree(options) : lines(options);
}

export const silentScreen: Screen = {
  apply: () => undefined,
  say: (text) => void process.stderr.write(`${text}\n`),
  finish: () => undefined,
};

function lines({ board, cwd, logs = false }: ScreenOptions): Screen {
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  return {
    apply(event) {
      const line = eventLine(event, board, { paint: pico, root: cwd, logs });
      if (line !== undefined) say(line);
    },
    say,
    finish: () => say(`\n${finalTree(board)}`),
  };
}

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** In milliseconds: as fast as the eye takes a spinner for one movement. */
const FRAME_TIME = 80;

async function liveTree({ board, cwd, logs = false, virtualTime }: ScreenOptions): Promise<Screen> {
  const { createLogUpdate } = await import("log-update");
  const update = createLogUpdate(process.stderr);
  let frame = 0;
  const paint = (): void => {
    const run = board.roots[0];
    if (!run) return;
    const busy = FRAMES[frame++ % FRAMES.length] ?? "";
    const now = virtualTime ? board.now() : Date.now();
    update(treeLines(run, { paint: pico, busy, now }).join("\n"));
  };
  // Where the tasks do not load, nobody finishes the screen: it must not keep the process.
  const timer = setInterval(paint, FRAME_TIME).unref();
  // Whatever else is said stands above the tree.
  const say = (text: string): void => {
    update.clear();
    process.stderr.write(`${text}\n`);
    paint();
  };
  return {
    apply(event) {
      const isSaid = (logs && event.kind === "log") || event.kind === "warning";
      const line = isSaid ? eventLine(event, board, { paint: pico, root: cwd, logs }) : undefined;
      if (line !== undefined) say(line);
    },
    say,
    finish() {
      clearInterval(timer);
      // The last frame may have been cut to the height of the terminal.
      update.clear();
      update.done();
      process.stderr.write(`${finalTree(board)}\n`);
    },
  };
}

function finalTree(board: Board): string {
  const run = board.roots[0];
  return run ? treeLines(run, { paint: pico, busy: "…", now: board.now() }).join("\n") : "";
}
