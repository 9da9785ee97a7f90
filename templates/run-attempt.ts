import { tasks } from "@trigger.dev/sdk";
import { $key, $option, $payload, type $Task } from "./holes.js";

export const template = async () =>
  await tasks.triggerAndWait<$Task>("$id", $payload, { /* @each options */ ...$option, idempotencyKey: $key });
