import type { TaskRunResult } from "@trigger.dev/sdk";
import { $compensate, type $Output } from "./holes.js";

export function template($run: TaskRunResult<string, $Output>) {
  if ($run.ok) $compensate;
}
