import { batch } from "@trigger.dev/sdk";
import type { Item } from "./batch.js";
import { $key, $option, $payload, type $Member, type $Tasks } from "./holes.js";

export async function template() {
  // $comment
  await batch.triggerAndWait<$Tasks>([
    // @each runs
    { id: "$id", payload: $payload, options: { /* @each options */ ...$option, idempotencyKey: $key } },
  ] satisfies [/* @each runs */ Item<$Member>]);
}
