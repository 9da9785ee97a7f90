import type { RunError, RunRecord, RunTree } from "../../src/engine/index.js";

/** What of a run must not depend on who executes it: no ids, times and stacks. */
export interface Outcome {
  readonly task: string;
  readonly status: string;
  readonly attempts: readonly (string | undefined)[];
  readonly output: unknown;
  readonly error: string | undefined;
  /** Not by what: in process, the engine knows what was written even where the SDK does not send it. */
  readonly isKeyed: boolean;
  readonly waits: readonly string[];
  readonly tags: readonly string[];
  readonly metadata: unknown;
  readonly logs: readonly unknown[];
  readonly children: readonly Outcome[];
  /** Tasks whose runs it found by their keys. */
  readonly attachedTo: readonly string[];
}

export function outcomeOf(tree: RunTree): Outcome {
  const records = new Map(tree.runs.map((run) => [run.id, run]));
  const outcome = (run: RunRecord): Outcome => ({
    task: run.taskId,
    status: run.status,
    attempts: run.attempts.map(({ error }) => textOf(error)),
    output: run.output,
    error: textOf(run.error),
    isKeyed: run.key !== undefined,
    waits: run.waits.map(({ kind, attempt }) => `${kind} in attempt ${attempt}`),
    tags: run.tags,
    metadata: run.metadata,
    logs: run.logs.map(({ level, message, properties }) => ({ level, message, properties })),
    children: run.children.flatMap((id) => records.get(id) ?? []).map(outcome),
    attachedTo: run.attachedTo.flatMap((id) => records.get(id)?.taskId ?? []),
  });
  return outcome(tree.root);
}

function textOf(error: RunError | undefined): string | undefined {
  if (error === undefined) return undefined;
  switch (error.type) {
    case "BUILT_IN_ERROR":
      return `${error.name}: ${error.message}`;
    case "INTERNAL_ERROR":
      return `${error.code}: ${error.message ?? ""}`;
    default:
      return error.raw;
  }
}
