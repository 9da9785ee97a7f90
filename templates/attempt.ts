import { $attempt } from "./holes.js";

export async function template() {
  // $comment
  const $run = $attempt;
}
