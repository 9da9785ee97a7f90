import { EngineError, type Deadlock, type EngineEvent, type RunTree } from "../engine/index.js";
import { tokenUrl } from "../engine/api/wait-routes.js";
import type { Board } from "./board.js";
import { startCliRunner } from "./cli-engine.js";
import { findTask } from "./find-task.js";
import { startProjectEngine, type ProjectEngineRequest, type RunningEngine } from "./project-engine.js";
import { openLines } from "./report.js";

export interface SessionRequest extends ProjectEngineRequest {
  readonly task: string;
  readonly payload: unknown;
  /** By the real `trigger dev`. */
  readonly cli: boolean;
  /** It is told of every event, before `onEvent` is called. */
  readonly board: Board;
  /** In real time: nothing goes on until somebody posts to one of these URLs. */
  readonly onTokens: (urls: readonly string[]) => void;
}

/** Why a run was ended before its time. `open` is what was going on then, a line for each. */
export type Halt =
  | { readonly why: "interrupt"; readonly open: readonly string[] }
  | { readonly why: "deadlock"; readonly open: readonly string[]; readonly deadlock: Deadlock }
  /** In virtual time: only others could complete these tokens, which have no timeout. */
  | { readonly why: "tokens"; readonly open: readonly string[]; readonly tokens: readonly string[] };

export interface SessionResult {
  readonly tree: RunTree;
  readonly halt: Halt | undefined;
}

export interface Session {
  /** Settles when the run and all below it have ended. */
  readonly ended: Promise<SessionResult>;
  /** Cancels the run, which then ends. Gives what was going on. */
  readonly interrupt: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Loads a project's tasks into an engine and runs one. Throws a `Refusal` where that cannot be. */
export async function startSession(request: SessionRequest): Promise<Session> {
  const { board, task, payload } = request;
  let halt: Halt | undefined;
  let cancel: (() => void) | undefined;
  let apiUrl = "";
  const stop = (why: Halt): void => {
    halt ??= why;
    cancel?.();
  };
  const whenIdle = (tokens: readonly string[]): void => {
    if (request.virtualTime) stop({ why: "tokens", open: openRuns(board), tokens });
    else request.onTokens(tokens.map((id) => tokenUrl(apiUrl, id)));
  };
  const onEvent = (event: EngineEvent): void => {
    board.apply(event);
    request.onEvent(event);
    if (event.kind === "deadlock") stop({ why: "deadlock", open: openRuns(board), deadlock: event.deadlock });
    if (event.kind === "idle") whenIdle(event.tokens);
  };
  const start = request.cli ? startCliRunner : startProjectEngine;
  const project = await start({ ...request, onEvent });
  const { engine } = project;
  ({ apiUrl } = engine);
  try {
    const id = await trigger(project, task, payload);
    // An engine that has ended says so to who waits for the run.
    cancel = () => void engine.cancel(id).catch(() => undefined);
    // An event may have come first.
    if (halt) cancel();
    return {
      ended: endOf(engine, id).then((tree) => ({ tree, halt })),
      interrupt() {
        const open = openRuns(board);
        stop({ why: "interrupt", open });
        return open;
      },
      close: project.close,
    };
  } catch (error) {
    await project.close();
    throw error;
  }
}

/** Of a run that is in a deadlock, too: it ends when it is cancelled. */
async function endOf(engine: RunningEngine["engine"], id: string): Promise<RunTree> {
  try {
    return await engine.waitForRun(id);
  } catch (error) {
    if (!(error instanceof EngineError && error.code === "deadlock")) throw error;
    await engine.cancel(id);
    return engine.waitForRun(id);
  }
}

async function trigger({ engine }: RunningEngine, task: string, payload: unknown): Promise<string> {
  const { id, cron } = findTask(task, engine.tasks);
  return cron !== undefined && payload === undefined ? engine.triggerSchedule(id) : engine.trigger(id, payload);
}

const openRuns = (board: Board): string[] => {
  const root = board.roots[0];
  return root ? openLines(root) : [];
};
