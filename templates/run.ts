import { tasks } from "@trigger.dev/sdk";
import { $key, $option, $payload, type $Task } from "./holes.js";

export async function template() {
  // $comment
  const $result = await tasks
    .triggerAndWait<$Task>("$id", $payload, { /* @each options */ ...$option, idempotencyKey: $key })
    .unwrap();
}
