import { $amount, $key } from "./holes.js";

export const template = () => ({ $unit: $amount, idempotencyKey: $key });
