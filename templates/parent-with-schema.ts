import { schemaTask, SubtaskUnwrapError } from "@trigger.dev/sdk";
import { $body, $option, $schema } from "./holes.js";

/** $doc */
export const $task = schemaTask({
  id: "$id",
  schema: $schema,
  // @each options
  ...$option,
  // A task that failed has used its own retries; only a crash of this run is retried, and keys let it resume.
  catchError: async ({ error }) => ({ skipRetrying: error instanceof SubtaskUnwrapError }),
  run: async (/* @each inputs */ $input) => {
    $body;
  },
  // @each hooks
  ...$option,
});
