import { $condition, $otherwise, type $Output, $value } from "./holes.js";

export async function template() {
  // $comment
  const $result: $Output = $condition ? $value : $otherwise;
}
