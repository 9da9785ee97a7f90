import { schemaTask, SubtaskUnwrapError } from "@trigger.dev/sdk";
import { $body, $option, $schema } from "./holes.js";

/** $doc */
export const $task = schemaTask({
  id: "$id",
  schema: $schema,
  // @each options
  ...$option,
  // A task that failed has used its own retries; after an error of its own this run is retried, and keys let it resume.
  catchError: async ({ error }) => (error instanceof SubtaskUnwrapError ? { skipRetrying: true } : undefined),
  run: async (/* @each inputs */ $input) => {
    $body;
  },
  // @each hooks
  ...$option,
});
