import type { TaskRunResult } from "@trigger.dev/sdk";
import { $compensate, $items, type $Output, $size } from "./holes.js";

export function template($start: number, runs: TaskRunResult<string, $Output>[]) {
  for (const [$offset, $item] of $items.slice($start, $start + $size).entries()) {
    const $run = runs[$offset];
    if ($run?.ok) $compensate;
  }
}
