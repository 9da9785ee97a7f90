import { batch, SubtaskUnwrapError } from "@trigger.dev/sdk";
import type { Item, Runs } from "./batch.js";
import { outputsOf } from "./graph.js";
import { $key, $option, $payload, $progress, type $Member, type $Tasks } from "./holes.js";

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
  $progress.ended(/* @each nodes */ ["$node", $run]);
  // @each nodes
  if (!$run.ok) throw new SubtaskUnwrapError($run.taskIdentifier, $run.id, $run.error);
  // @each regions
  const { $outputs } = outputsOf($run);
  // @each unread
  outputsOf($run);
}
