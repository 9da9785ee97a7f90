import { $body, $choice, $literal, $otherwise, type $Output } from "./holes.js";

export async function template() {
  // $comment
  const $case = $choice;
  // @each results
  let $result: $Output;
  switch ($case) {
    // @each cases
    case $literal:
      $body;
      break;
    default:
      $otherwise;
  }
}
