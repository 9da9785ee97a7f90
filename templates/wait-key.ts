import { idempotencyKeys } from "@trigger.dev/sdk";
import { $key } from "./holes.js";

export const template = async () => await idempotencyKeys.create($key);
