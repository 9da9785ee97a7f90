import { SubtaskUnwrapError } from "@trigger.dev/sdk";
import { $attempt, $progress } from "./holes.js";

export async function template() {
  // $comment
  $progress.running("$node");
  const $run = $attempt;
  $progress.ended(["$node", $run]);
  if (!$run.ok) throw new SubtaskUnwrapError($run.taskIdentifier, $run.id, $run.error);
}
