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
  /** Runs that others asked for, too, by their keys. Who came first and made them is a matter of time. */
  readonly shared: readonly Outcome[];
}

export function outcomeOf(tree: RunTree): Outcome {
  const records = new Map(tree.runs.map((run) => [run.id, run]));
  const askers = new Map<string, Set<string>>();
  for (const run of tree.runs) {
    for (const id of asked(run)) askers.set(id, (askers.get(id) ?? new Set()).add(run.id));
  }
  const isShared = ({ id }: RunRecord): boolean => (askers.get(id)?.size ?? 0) > 1;
  const found = (ids: readonly string[]): RunRecord[] => ids.flatMap((id) => records.get(id) ?? []);
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
    children: found(run.children)
      .filter((child) => !isShared(child))
      .map(outcome),
    shared: found([...asked(run)])
      .filter(isShared)
      .map(outcome)
      .toSorted((a, b) => textFor(a).localeCompare(textFor(b))),
  });
  return outcome(tree.root);
}

const textFor = ({ task, output }: Outcome): string => JSON.stringify([task, output]);

const asked = (run: RunRecord): Set<string> => new Set([...run.children, ...run.attachedTo]);

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
