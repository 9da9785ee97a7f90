import { $body, $condition, $progress } from "./holes.js";

export async function template() {
  if ($condition) {
    $body;
  } else {
    $progress.skipped(/* @each names */ "$node");
  }
}
