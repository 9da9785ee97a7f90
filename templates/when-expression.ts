import { $condition, $value } from "./holes.js";

export async function template() {
  // $comment
  const $result = $condition ? $value : undefined;
}
