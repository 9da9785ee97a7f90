import type { CompensationBy } from "./compensation.js";
import { $payload, $step, type $Task, $undo } from "./holes.js";

export function template() {
  $undo.push({ step: $step, task: "$id", payload: $payload } satisfies CompensationBy<$Task>);
}
