import { tasks } from "@trigger.dev/sdk";
import { $payload, type $Task } from "./holes.js";

export async function template() {
  // $comment
  await tasks.triggerAndWait<$Task>("$id", $payload, { idempotencyKey: "$key" });
}
