import { SubtaskUnwrapError, type TaskRunResult } from "@trigger.dev/sdk";

export const template = ($run: TaskRunResult<string, unknown> & { ok: false }) =>
  new SubtaskUnwrapError($run.taskIdentifier, $run.id, $run.error);
