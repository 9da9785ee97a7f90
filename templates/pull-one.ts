import { outputsOf } from "./graph.js";
import { $pulled } from "./holes.js";

export async function template() {
  // $comment
  const $run = $pulled;
  // @each regions
  const { $outputs } = outputsOf($run);
  // @each unread
  outputsOf($run);
}
