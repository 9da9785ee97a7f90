import type { TaskRunResult } from "@trigger.dev/sdk";
import { $compensate, type $Output } from "./holes.js";

export function template(runs: TaskRunResult<string, $Output>[]) {
  for (const [$offset, $run] of runs.entries()) {
    if ($run.ok) $compensate;
  }
}
