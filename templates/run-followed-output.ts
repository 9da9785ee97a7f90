import { tasks } from "@trigger.dev/sdk";
import { $key, $option, $payload, $progress, type $Task } from "./holes.js";

export const template = async () =>
  await $progress.output(
    "$node",
    async () =>
      await tasks.triggerAndWait<$Task>("$id", $payload, { /* @each options */ ...$option, idempotencyKey: $key }),
  );
