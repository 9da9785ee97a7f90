import { $attempt, $otherwise } from "./holes.js";

export async function template() {
  // $comment
  const $run = $attempt;
  const $result = $run.ok ? $run.output : $otherwise;
}
