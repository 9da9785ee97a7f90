import { schemaTask } from "@trigger.dev/sdk";
import { compensating, isFinal } from "./compensation.js";
import { $body, $ctx, $option, $schema } from "./holes.js";

/** $doc */
export const $task = schemaTask({
  id: "$id",
  schema: $schema,
  // @each options
  ...$option,
  // A task that failed has used its own retries; after an error of its own this run is retried, and keys let it resume.
  catchError: async ({ error }) => (isFinal(error) ? { skipRetrying: true } : undefined),
  run: async (/* @each inputs */ $input) =>
    await compensating($ctx, "$keeper", async ($undo) => {
      $body;
    }),
  // @each hooks
  ...$option,
});
