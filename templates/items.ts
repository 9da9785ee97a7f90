import type { AnyTask, TaskOutput } from "@trigger.dev/sdk";

/** What became of one item: a failed one does not stop the others. */
export type ItemResult<T extends AnyTask> =
  { status: "completed"; output: TaskOutput<T> } | { status: "failed"; error: { runId: string; message: string } };
