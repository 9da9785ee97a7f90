import { tasks } from "@trigger.dev/sdk";
import { $otherwise, $payload, type $Task } from "./holes.js";

export async function template() {
  // $comment
  const $run = await tasks.triggerAndWait<$Task>("$id", $payload, { idempotencyKey: "$key" });
  const $result = $run.ok ? $run.output : $otherwise;
}
