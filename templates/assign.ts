import { $value } from "./holes.js";

export function template($result: unknown) {
  $result = $value;
}
