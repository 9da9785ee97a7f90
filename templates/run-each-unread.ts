import { SubtaskUnwrapError, tasks } from "@trigger.dev/sdk";
import { $compensate, $items, $option, $payload, $size, type $Task, $value } from "./holes.js";
import { countItems } from "./progress.js";

export async function template() {
  // $comment
  // @each lists
  const $list = $value;
  // @each counts
  const $count = countItems("$step", $items.length);
  for (let start = 0; start < $items.length; start += $size) {
    const { runs } = await tasks.batchTriggerAndWait<$Task>(
      "$id",
      $items.slice(start, start + $size).map(($item, offset) => ({
        payload: $payload,
        options: { /* @each options */ ...$option, idempotencyKey: `$prefix${start + offset}` },
      })),
    );
    // @each counts
    $count(runs);
    // @each compensations
    $compensate;
    for (const run of runs) {
      if (!run.ok) throw new SubtaskUnwrapError(run.taskIdentifier, run.id, run.error);
    }
  }
}
