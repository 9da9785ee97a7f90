import { $body, $condition, $otherwise, type $Output, $value } from "./holes.js";

export async function template() {
  // @each results
  let $result: $Output = $otherwise;
  if ($condition) {
    $body;
    // @each results
    $result = $value;
  }
}
