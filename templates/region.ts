import { task } from "@trigger.dev/sdk";
import { outcome } from "./graph.js";
import { $body, type $Payload } from "./holes.js";

/** $doc */
export const $task = task({
  id: "$id",
  run: async ($input: $Payload, /* @each contexts */ $context) =>
    await outcome(async () => {
      $body;
    }),
});
