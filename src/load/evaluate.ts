import { Worker } from "node:worker_threads";
import { diagnostic, type Report } from "../diagnostics/diagnostic.js";
import type { Span } from "../ir/source.js";
import { packageFile } from "../package-files.js";
import type { Evaluation, WorkerMessage } from "./evaluation.js";
import type { Modules } from "./modules.js";
import { toPosix } from "./paths.js";
import type { WorkerInput } from "./worker.js";

type Ending =
  | Exclude<WorkerMessage, { kind: "began" }>
  | { readonly kind: "late" }
  | { readonly kind: "stuck" }
  | { readonly kind: "exited"; readonly code: number };

/** A thread that evaluates definition modules. */
export interface Evaluator {
  readonly evaluate: (
    bundle: string,
    modules: Modules,
    timeLimit: number,
    report: Report,
  ) => Promise<Evaluation | undefined>;
  readonly stop: () => Promise<unknown>;
}

/**
 * Starts a thread of its own, so that a definition that never ends, or ends the process, is reported like any other
 * mistake. It loads what it needs while the modules are still being read.
 */
export function startEvaluator(): Evaluator {
  const worker = new Worker(packageFile("dist/worker.js"), { stdout: true });
  // What definitions print is for people: standard output stays for `--json` and diffs.
  worker.stdout.pipe(process.stderr, { end: false });
  return {
    async evaluate(bundle, modules, timeLimit, report) {
      const progress = new SharedArrayBuffer(8);
      const state = new Int32Array(progress).fill(-1);
      const files = [...modules.byFile.keys()];
      const input: WorkerInput = { bundle, files, progress };
      worker.postMessage(input);
      const ending = await endingOf(worker, timeLimit);
      if (ending.kind === "evaluated") return ending.evaluation;
      const [current = -1, exits] = state;
      const isStuck = ending.kind === "exited" && exits !== 1;
      reportEnding(isStuck ? { kind: "stuck" } : ending, files[current], modules, timeLimit, report);
      return undefined;
    },
    stop: () => worker.terminate(),
  };
}

function reportEnding(
  ending: Exclude<Ending, { kind: "evaluated" }>,
  file: string | undefined,
  modules: Modules,
  timeLimit: number,
  report: Report,
): void {
  const place: Span | undefined = file === undefined ? undefined : { file, start: 0, end: 0 };
  if (ending.kind === "late" || ending.kind === "stuck") {
    const seconds = ending.kind === "late" ? timeLimit : undefined;
    report(diagnostic("definition-never-ends", { span: awaitSpan(file, modules) ?? place }, { seconds }));
  } else if (ending.kind === "exited") {
    report(diagnostic("definition-exits", { span: place }, { code: `exit code ${ending.code}` }));
  } else {
    const span = stackSpan(ending.stack, modules) ?? place;
    report(diagnostic("definition-throws", { span }, { problem: ending.message }));
  }
}

/** In seconds: loading takes a fraction of one, but machines can be busy. */
const LOADING_LIMIT = 60;

function endingOf(worker: Worker, timeLimit: number): Promise<Ending> {
  return new Promise((settle) => {
    const late = (): void => settle({ kind: "late" });
    let timer = setTimeout(late, LOADING_LIMIT * 1000);
    const end = (ending: Ending): void => {
      clearTimeout(timer);
      settle(ending);
    };
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind !== "began") return end(message);
      clearTimeout(timer);
      timer = setTimeout(late, timeLimit * 1000);
    });
    worker.once("error", (error) =>
      end({ kind: "threw", message: `${error.name}: ${error.message}`, stack: error.stack ?? "" }),
    );
    worker.once("exit", (code) => end({ kind: "exited", code }));
  });
}

/** The first frame of a stack that lies in a definition module. Source maps have been applied to it. */
function stackSpan(stack: string, modules: Modules): Span | undefined {
  for (const [, path = "", line, column] of stack.matchAll(/(?:file:\/\/)?([^\s()]+):(\d+):(\d+)/g)) {
    const module = [...modules.byFile.values()].find(({ file }) => toPosix(path).endsWith(`/${file}`));
    if (!module) continue;
    const lines = module.ast.getLineStarts().length;
    const row = Math.min(Number(line), lines) - 1;
    const lineStart = module.ast.getPositionOfLineAndCharacter(row, 0);
    const start = Math.min(lineStart + Number(column) - 1, module.ast.text.length);
    return { file: module.file, start, end: start };
  }
  return undefined;
}

/** The first `await` of a module, where it has one. */
function awaitSpan(file: string | undefined, modules: Modules): Span | undefined {
  const module = file === undefined ? undefined : modules.byFile.get(file);
  const start = module?.ast.text.search(/\bawait\b/) ?? -1;
  return module && start >= 0 ? { file: module.file, start, end: start + "await".length } : undefined;
}
