import { tasks } from "@trigger.dev/sdk";
import { noted } from "./compensation.js";
import { $key, $option, $payload, $step, type $Task, $undo } from "./holes.js";

export const template = async () =>
  noted(
    $undo,
    { step: $step, keeper: "$keeper" },
    await tasks.triggerAndWait<$Task>("$id", $payload, { /* @each options */ ...$option, idempotencyKey: $key }),
  );
