import { $run, $step, $undo } from "./holes.js";

export function template() {
  $undo.push({ step: $step, keeper: "$keeper", run: $run.id });
}
