import { $region, $undo } from "./holes.js";

export function template() {
  if ($region.ok) $undo.push(...$region.output.undo);
}
