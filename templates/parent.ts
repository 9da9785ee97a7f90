import { type Context, SubtaskUnwrapError, task } from "@trigger.dev/sdk";
import { $body, $option, type $Payload } from "./holes.js";

/** $doc */
export const $task = task({
  id: "$id",
  // @each options
  ...$option,
  // A task that failed has used its own retries; only a crash of this run is retried, and keys let it resume.
  catchError: async ({ error }) => ({ skipRetrying: error instanceof SubtaskUnwrapError }),
  run: async ($input: $Payload, /* @each contexts */ $context: { ctx: Context }) => {
    $body;
  },
  // @each hooks
  ...$option,
});
