import { $body, $condition, $otherwise, type $Output, $progress, $value } from "./holes.js";

export async function template() {
  // @each results
  let $result: $Output = $otherwise;
  if ($condition) {
    $body;
    // @each results
    $result = $value;
  } else {
    $progress.skipped(/* @each names */ "$node");
  }
}
