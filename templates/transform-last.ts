import { $value } from "./holes.js";

export async function template() {
  // $comment
  return $value;
}
