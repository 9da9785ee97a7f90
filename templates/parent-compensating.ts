import { type Context, task } from "@trigger.dev/sdk";
import { compensating, isFinal } from "./compensation.js";
import { $body, $ctx, $option, type $Payload } from "./holes.js";

/** $doc */
export const $task = task({
  id: "$id",
  // @each options
  ...$option,
  // A task that failed has used its own retries; after an error of its own this run is retried, and keys let it resume.
  catchError: async ({ error }) => (isFinal(error) ? { skipRetrying: true } : undefined),
  run: async ($input: $Payload, /* @each contexts */ $context: { ctx: Context }) =>
    await compensating($ctx, "$keeper", async ($undo) => {
      $body;
    }),
  // @each hooks
  ...$option,
});
