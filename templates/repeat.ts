import { AbortTaskRunError, wait } from "@trigger.dev/sdk";
import { $compensate, $condition, type $Output, $period, $size, $value } from "./holes.js";

export async function template() {
  // $comment
  let $result: $Output;
  // @each lasts
  let $last: $Output | undefined;
  for (let round = 1; ; round++) {
    $result = $value;
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
