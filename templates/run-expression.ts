import { tasks } from "@trigger.dev/sdk";
import { $payload, type $Task } from "./holes.js";

export const template = async () =>
  await tasks.triggerAndWait<$Task>("$id", $payload, { idempotencyKey: "$key" }).unwrap();
