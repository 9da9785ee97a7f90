import { EngineError } from "../errors.js";
import type { Deadlock } from "../events.js";

/** The error for those who wait for a run that can never go on. */
export function deadlockError({ limit, holding, waiting }: Deadlock): EngineError {
  const what = limit.queue === undefined ? "slots of the environment" : `places of queue "${limit.queue}"`;
  const held = holding.map(({ runId, taskId, waitsFor }) => `  ${runId} (${taskId}) waits for ${waitsFor.join(", ")}`);
  const queued = waiting.map(({ runId, taskId }) => `  ${runId} (${taskId})`);
  const lines = [`Deadlock: all ${limit.slots} ${what} are held by runs that wait.`, "Held by:", ...held];
  return new EngineError("deadlock", [...lines, "Waiting for a slot:", ...queued].join("\n"));
}
