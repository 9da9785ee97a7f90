import { type Context, SubtaskUnwrapError, task } from "@trigger.dev/sdk";
import { $body, $option, type $Payload } from "./holes.js";

/** $doc */
export const $task = task({
  id: "$id",
  // @each options
  ...$option,
  // A task that failed has used its own retries; after an error of its own this run is retried, and keys let it resume.
  catchError: async ({ error }) => (error instanceof SubtaskUnwrapError ? { skipRetrying: true } : undefined),
  run: async ($input: $Payload, /* @each contexts */ $context: { ctx: Context }) => {
    $body;
  },
  // @each hooks
  ...$option,
});
