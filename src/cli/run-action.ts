import { resolve } from "node:path";
import pico from "picocolors";
import { createBoard, type Board } from "../run/board.js";
import { jsonText } from "../run/json-text.js";
import { readPayload } from "../run/payload.js";
import { deadlockLines, failureLines, strandedLines, summaryLine, tokenLines } from "../run/report.js";
import { startSession, type Session, type SessionResult } from "../run/session.js";
import { EXIT_FOUND, EXIT_OK } from "./exit-status.js";
import { showProgress } from "./progress.js";
import { createScreen, silentScreen, type Screen } from "./run-screen.js";

export interface RunOptions {
  readonly payload?: string;
  readonly payloadFile?: string;
  readonly logs?: boolean;
  readonly json?: boolean;
  readonly virtualTime?: boolean;
  readonly slots?: number;
  readonly cli?: boolean;
  readonly cwd?: string;
  readonly config?: string;
}

/** Runs a task and shows it. Gives the exit status. */
export async function runTask(task: string, options: RunOptions): Promise<number> {
  try {
    return await showRun(task, options);
  } catch (error) {
    if (options.json === true && error instanceof Error)
      process.stdout.write(jsonText({ ok: false, error: { name: error.name, message: error.message } }));
    throw error;
  }
}

async function showRun(task: string, options: RunOptions): Promise<number> {
  const payload = await readPayload({ ...options, cwd: process.cwd() });
  const cwd = resolve(options.cwd ?? ".");
  // Where tasks name files by relative paths, those are of the project.
  process.chdir(cwd);
  const board = createBoard();
  const virtualTime = options.virtualTime === true;
  const screen = options.json === true ? silentScreen : await createScreen({ board, cwd, virtualTime, ...options });
  const warnings: string[] = [];
  const progress = showProgress(options.json === true);
  const interrupts = onInterrupt(screen);
  progress.show("loading the tasks");
  const session = await startSession({
    ...options,
    cwd,
    task,
    payload,
    virtualTime,
    cli: options.cli === true,
    board,
    onTokens: (urls) => screen.say(tokenLines(urls, pico).join("\n")),
    onEvent(event) {
      progress.clear();
      if (event.kind === "warning") warnings.push(event.message);
      screen.apply(event);
    },
  }).finally(progress.clear);
  interrupts.reach(session);
  try {
    const result = await session.ended.finally(screen.finish);
    if (options.json === true) printJson(result, warnings);
    else print(result, { board, cwd, virtualTime });
    return result.tree.root.status === "COMPLETED" ? EXIT_OK : EXIT_FOUND;
  } finally {
    interrupts.forget();
    await session.close();
  }
}

interface Interrupts {
  /** The run has begun. */
  readonly reach: (session: Session) => void;
  readonly forget: () => void;
}

/** The first Ctrl-C cancels the run, the second ends the process; before there is a run, the first does. */
function onInterrupt(screen: Screen): Interrupts {
  let running: Session | undefined;
  const listener = (): void => {
    const open = running?.interrupt();
    if (!open) process.exit(EXIT_FOUND);
    running = undefined;
    screen.say([pico.yellow("Cancelling. This was going on:"), ...open, "Ctrl-C again ends at once."].join("\n"));
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, listener);
  return {
    reach: (session) => (running = session),
    forget: () => signals.forEach((signal) => process.off(signal, listener)),
  };
}

function print(
  { tree, halt }: SessionResult,
  { board, cwd, virtualTime }: { readonly board: Board; readonly cwd: string; readonly virtualTime: boolean },
): void {
  const view = board.run(tree.root.id);
  const lines = view ? [...failureLines(view, pico, cwd), "", summaryLine(view, pico, virtualTime)] : [];
  if (halt?.why === "deadlock") lines.push("", ...deadlockLines(halt.deadlock, pico));
  if (halt?.why === "tokens") lines.push("", ...strandedLines(halt.open, pico));
  process.stderr.write(`${lines.join("\n")}\n`);
  if (tree.root.output !== undefined) process.stdout.write(jsonText(tree.root.output));
}

function printJson({ tree, halt }: SessionResult, warnings: readonly string[]): void {
  const result = { ok: tree.root.status === "COMPLETED", ...tree, warnings, halt };
  process.stdout.write(jsonText(result));
}
