import { wait } from "@trigger.dev/sdk";
import { $key, $date } from "./holes.js";

export async function template() {
  // $comment
  await wait.until({ date: $date, idempotencyKey: $key });
}
