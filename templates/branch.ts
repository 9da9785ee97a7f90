import { AbortTaskRunError } from "@trigger.dev/sdk";
import { $body, $choice, $literal, type $Output } from "./holes.js";

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
      throw new AbortTaskRunError(`$missing${$case satisfies never}`);
  }
}
