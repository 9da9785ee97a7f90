import { $amount, $key, $option } from "./holes.js";

export const template = () => ({ $unit: $amount, /* @each options */ ...$option, idempotencyKey: $key });
