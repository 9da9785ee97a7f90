import { batch, SubtaskUnwrapError } from "@trigger.dev/sdk";
import type { Item, Runs } from "./batch.js";
import { $option, $payload, type $Task, type $Tasks } from "./holes.js";

export async function template() {
  // $comment
  const $wave = await batch.triggerAndWait<$Tasks>([
    // @each nodes
    { id: "$id", payload: $payload, options: { /* @each options */ ...$option, idempotencyKey: "$key" } },
  ] satisfies [/* @each nodes */ Item<$Task>]);
  const [/* @each nodes */ $run] = $wave.runs as Runs<[/* @each nodes */ $Task]>;
  // @each nodes
  if (!$run.ok) throw new SubtaskUnwrapError($run.taskIdentifier, $run.id, $run.error);
}
