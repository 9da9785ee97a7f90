import { $body } from "./holes.js";

export function template() {
  // $comment
  $body;
}
