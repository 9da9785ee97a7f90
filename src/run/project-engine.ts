import { startEngine, type Engine, type EngineListener } from "../engine/index.js";
import { taskEnvironment } from "../tasks/environment.js";
import { prepareTasks } from "../tasks/tasks.js";

/** What `flowgen run` needs of an engine, in process or behind the real CLI. */
export type RunningEngine = Pick<
  Engine,
  "tasks" | "apiUrl" | "trigger" | "triggerSchedule" | "waitForRun" | "cancel" | "close"
>;

export interface EngineRequest {
  readonly cwd: string;
  /** The path of `trigger.config.ts`, from `cwd`. */
  readonly config?: string | undefined;
  readonly virtualTime: boolean;
  /** How many runs may hold a slot, waiting or not. No limit where absent. */
  readonly slots?: number | undefined;
  readonly onEvent: EngineListener;
}

export interface ProjectEngine {
  readonly engine: RunningEngine;
  readonly root: string;
  /** Removes what was written for the engine. */
  readonly removeFiles: () => void;
}

/** Loads a project's tasks into an engine in this process. */
export async function startProjectEngine(request: EngineRequest): Promise<ProjectEngine> {
  const modules = await prepareTasks(request);
  try {
    const engine = await startEngine({
      projectDir: modules.root,
      taskFiles: modules.files.map(({ entry, out }) => ({ filePath: entry, entryPoint: out })),
      configFile: modules.config,
      time: request.virtualTime ? "virtual" : "real",
      slots: request.slots === undefined ? undefined : { limit: request.slots, whileWaiting: "held" },
      env: taskEnvironment(modules.root, process.env),
      onEvent: request.onEvent,
    });
    return { engine, root: modules.root, removeFiles: modules.remove };
  } catch (error) {
    modules.remove();
    throw error;
  }
}
