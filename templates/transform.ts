import { $value } from "./holes.js";

export async function template() {
  // $comment
  const $result = $value;
}
