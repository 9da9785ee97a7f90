import { schedules } from "@trigger.dev/sdk";
import { $option, $payload, $target } from "./holes.js";

/** $doc */
export const $task = schedules.task({
  id: "$id",
  ...$option,
  run: async (/* @each inputs */ $input) => {
    await $target.trigger($payload, { idempotencyKey: "$key" });
  },
});
