import { task } from "@trigger.dev/sdk";
import { $body, $context, type $Payload } from "./holes.js";
import { undoableRegion } from "./regions.js";

/** $doc */
export const $task = task({
  id: "$id",
  run: async ($input: $Payload, /* @each contexts */ $parameter) =>
    await undoableRegion($context, async ($undo) => {
      $body;
    }),
});
