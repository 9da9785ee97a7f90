import type { EngineEvent } from "../engine/index.js";
import { newRun, type RunView } from "./run-view.js";

/** What is known of all runs, from the events so far. */
export interface Board {
  readonly apply: (event: EngineEvent) => void;
  readonly run: (id: string) => RunView | undefined;
  /** The runs that no other run made, in the order they were made. */
  readonly roots: readonly RunView[];
  /** The engine's time of the last event. */
  readonly now: () => number;
}

export function createBoard(): Board {
  const runs = new Map<string, RunView>();
  const roots: RunView[] = [];
  let now = 0;
  return {
    apply(event) {
      now = Math.max(now, event.at);
      if (event.kind === "run-created") {
        const parent = event.parentId === undefined ? undefined : runs.get(event.parentId);
        const run = newRun({ id: event.runId, taskId: event.taskId, status: event.status }, parent);
        runs.set(event.runId, run);
        if (parent === undefined) roots.push(run);
      }
      if (event.kind === "run-attached") attach(event, runs);
      else if ("runId" in event && event.runId !== undefined) {
        const run = runs.get(event.runId);
        if (run) update(run, event);
      }
    },
    run: (id) => runs.get(id),
    roots,
    now: () => now,
  };
}

type Event<Kind extends EngineEvent["kind"]> = Extract<EngineEvent, { readonly kind: Kind }>;

function attach({ runId, byRunId }: Event<"run-attached">, runs: Map<string, RunView>): void {
  const run = runs.get(runId);
  const by = byRunId === undefined ? undefined : runs.get(byRunId);
  // A parent that is retried finds its own children: those stand below it already.
  if (run && by && !by.children.includes(run) && !by.attachedTo.includes(run)) by.attachedTo.push(run);
}

function update(run: RunView, event: EngineEvent): void {
  switch (event.kind) {
    case "run-status":
      run.status = event.status;
      break;
    case "attempt-started":
      run.attempt = event.attempt;
      run.startedAt ??= event.at;
      run.retryAt = undefined;
      break;
    case "attempt-ended":
      run.retryAt = event.retryAt;
      break;
    case "run-ended":
      run.status = event.status;
      run.endedAt = event.at;
      run.error = event.error;
      run.retryAt = undefined;
      break;
    default:
  }
}
