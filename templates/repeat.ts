import { AbortTaskRunError, tasks, wait } from "@trigger.dev/sdk";
import { $compensate, $condition, $key, $option, type $Output, $payload, $period, $size, type $Task } from "./holes.js";

export async function template() {
  // $comment
  let $result: $Output;
  // @each lasts
  let $last: $Output | undefined;
  for (let round = 1; ; round++) {
    $result = await tasks
      .triggerAndWait<$Task>("$id", $payload, { /* @each options */ ...$option, idempotencyKey: $key })
      .unwrap();
    // @each compensations
    $compensate;
    if ($condition) break;
    if (round === $size) throw new AbortTaskRunError("$late");
    // @each delays
    await wait.for($period);
    // @each lasts
    $last = $result;
  }
}
