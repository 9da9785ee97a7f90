import { batch } from "@trigger.dev/sdk";
import type { Item, Runs } from "./batch.js";
import { outputsOf } from "./graph.js";
import { $compensate, $key, $option, $payload, type $Region, type $Tasks, $value } from "./holes.js";

export async function template() {
  // $comment
  // @each flows
  const $name = $value;
  const $wave = await batch.triggerAndWait<$Tasks>([
    // @each runs
    { id: "$id", payload: $payload, options: { /* @each options */ ...$option, idempotencyKey: $key } },
  ] satisfies [/* @each runs */ Item<$Region>]);
  const [/* @each runs */ $run] = $wave.runs as Runs<[/* @each runs */ $Region]>;
  // @each compensations
  $compensate;
  // @each regions
  const { $outputs } = outputsOf($run);
  // @each unread
  outputsOf($run);
}
