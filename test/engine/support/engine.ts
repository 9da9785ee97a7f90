import { afterAll, afterEach, beforeAll } from "vitest";
import {
  startEngine,
  type Engine,
  type EngineEvent,
  type EngineOptions,
  type RunRecord,
} from "../../../src/engine/index.js";
import { bundleTasks } from "./bundle.js";

/** One engine in virtual time for the tests of a file, emptied after each. */
export function useEngine(
  tasks: string,
  options: Partial<EngineOptions> = {},
): { engine: Engine; events: EngineEvent[] } {
  const events: EngineEvent[] = [];
  // Filled by `beforeAll`: no test reads it before.
  const used = { events } as { engine: Engine; events: EngineEvent[] };
  beforeAll(async () => {
    const taskFiles = await bundleTasks([`test/engine/tasks/${tasks}.ts`], tasks);
    used.engine = await startEngine({
      projectDir: process.cwd(),
      taskFiles,
      time: "virtual",
      onEvent: (event) => events.push(event),
      ...options,
    });
  });
  afterEach(async () => {
    await used.engine.reset();
    events.length = 0;
  });
  afterAll(async () => await used.engine?.close());
  return used;
}

export const runsOf = (runs: readonly RunRecord[], taskId: string): RunRecord[] =>
  runs.filter((run) => run.taskId === taskId);

/** What a failed run says. */
export function messageOf({ error }: Pick<RunRecord, "error">): string {
  if (!error) return "";
  if (error.type === "CUSTOM_ERROR" || error.type === "STRING_ERROR") return error.raw;
  return error.message ?? error.type;
}
