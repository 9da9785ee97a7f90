import { tasks } from "@trigger.dev/sdk";
import { outputsOf, regionKey } from "./graph.js";
import { $flow, $payload, type $Region } from "./holes.js";

export async function template() {
  // $comment
  const $run = await tasks.triggerAndWait<$Region>("$id", $payload, { idempotencyKey: await regionKey($flow, "$key") });
  // @each regions
  const { $outputs } = outputsOf($run);
  // @each unread
  outputsOf($run);
}
