import { wait } from "@trigger.dev/sdk";
import { $date, $key, $option } from "./holes.js";

export async function template() {
  // $comment
  await wait.until({ date: $date, /* @each options */ ...$option, idempotencyKey: $key });
}
