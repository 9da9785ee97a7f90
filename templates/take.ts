import { $taken } from "./holes.js";

export function template() {
  const { $outputs } = $taken;
}
