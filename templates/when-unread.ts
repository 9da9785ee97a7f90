import { $body, $condition } from "./holes.js";

export async function template() {
  if ($condition) {
    $body;
  }
}
