import { $body, $condition, $otherwise, type $Output, $value } from "./holes.js";

export async function template() {
  let $result: $Output = $otherwise;
  if ($condition) {
    $body;
    $result = $value;
  }
}
