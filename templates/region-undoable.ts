import { task } from "@trigger.dev/sdk";
import { $body, $ctx, type $Payload } from "./holes.js";
import { undoableRegion } from "./regions.js";

/** $doc */
export const $task = task({
  id: "$id",
  run: async ($input: $Payload, /* @each contexts */ $context) =>
    await undoableRegion($ctx, async ($undo) => {
      $body;
    }),
});
