import { EngineError, startEngine, type Engine, type EngineListener, type EngineOptions } from "../engine/index.js";
import { Refusal } from "../tasks/refusal.js";
import { taskEnvironment } from "../tasks/environment.js";
import { prepareTasks } from "../tasks/tasks.js";
import type { ProjectQuery } from "../tasks/trigger-config.js";
import { ownFrames } from "./describe-error.js";

export interface ProjectEngineRequest extends ProjectQuery {
  readonly virtualTime: boolean;
  /** How many runs may hold a slot, waiting or not. No limit where absent. */
  readonly slots?: number | undefined;
  /** Environment variables of the tasks, over all others. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** See `EngineOptions`. */
  readonly tokenTimeouts?: EngineOptions["tokenTimeouts"];
  readonly environment?: EngineOptions["environment"];
  readonly onEvent: EngineListener;
}

/** An engine that runs a project's tasks, in this process or by the real CLI. */
export interface RunningEngine {
  readonly engine: Pick<Engine, "tasks" | "apiUrl" | "trigger" | "triggerSchedule" | "waitForRun" | "cancel">;
  /** Ends it, and removes what was written for it. */
  readonly close: () => Promise<void>;
}

/** An engine in this process. */
export interface ProjectEngine extends RunningEngine {
  readonly engine: Engine;
  /** Where modules may be put that the engine shall load, until it is closed. */
  readonly folder: string;
}

/** Finds and loads a project's tasks into an engine in this process. Throws a `Refusal` where that cannot be. */
export async function startProjectEngine(request: ProjectEngineRequest): Promise<ProjectEngine> {
  const { root, config, init, files, folder, remove } = await prepareTasks(request);
  try {
    const inOrder = init === undefined ? files : [init, ...files];
    const engine = await startEngine({
      projectDir: root,
      taskFiles: inOrder.map(({ entry, out }) => ({ filePath: entry, entryPoint: out })),
      configFile: config,
      time: request.virtualTime ? "virtual" : "real",
      tokenTimeouts: request.tokenTimeouts,
      environment: request.environment,
      slots: request.slots === undefined ? undefined : { limit: request.slots, whileWaiting: "held" },
      env: { ...taskEnvironment(root, process.env), ...request.env },
      onEvent: request.onEvent,
    });
    const close = async (): Promise<void> => {
      await engine.close();
      remove();
    };
    return { engine, folder, close };
  } catch (error) {
    remove();
    throw error instanceof EngineError ? refusal(error, root) : error;
  }
}

/** What the engine says of a project that it cannot load, with the place in the sources. */
function refusal({ message, stack = "" }: EngineError, root: string): Refusal {
  const frames = ownFrames(stack, root).map((frame) => `    ${frame}`);
  return new Refusal("project", [message, ...frames].join("\n"));
}
