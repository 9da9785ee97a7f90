import { $value } from "./holes.js";

export function template() {
  return $value;
}
