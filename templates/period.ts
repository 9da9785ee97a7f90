import { idempotencyKeys } from "@trigger.dev/sdk";
import { $amount } from "./holes.js";

export const template = async () => ({ $unit: $amount, idempotencyKey: await idempotencyKeys.create("$key") });
