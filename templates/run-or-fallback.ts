import { tasks } from "@trigger.dev/sdk";
import { $key, $option, $otherwise, $payload, type $Task } from "./holes.js";

export async function template() {
  // $comment
  const $run = await tasks.triggerAndWait<$Task>("$id", $payload, {
    /* @each options */ ...$option,
    idempotencyKey: $key,
  });
  const $result = $run.ok ? $run.output : $otherwise;
}
