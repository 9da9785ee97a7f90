import { batch, SubtaskUnwrapError } from "@trigger.dev/sdk";
import type { Item, Runs } from "./batch.js";
import { outputsOf } from "./graph.js";
import { $compensate, $key, $option, $payload, $progress, $value, type $Member, type $Tasks } from "./holes.js";

export async function template() {
  // $comment
  // @each starts
  $progress.running(/* @each names */ "$node");
  const $wave = await batch.triggerAndWait<$Tasks>([
    // @each runs
    { id: "$id", payload: $payload, options: { /* @each options */ ...$option, idempotencyKey: $key } },
  ] satisfies [/* @each runs */ Item<$Member>]);
  const [/* @each runs */ $run] = $wave.runs as Runs<[/* @each runs */ $Member]>;
  // @each ends
  $progress.ended(/* @each followed */ ["$node", $run]);
  // @each compensations
  $compensate;
  // @each nodes
  if (!$run.ok) throw new SubtaskUnwrapError($run.taskIdentifier, $run.id, $run.error);
  // @each results
  const $result = $value;
  // @each regions
  const { $outputs } = outputsOf($run);
  // @each unread
  outputsOf($run);
}
