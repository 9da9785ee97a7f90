import { idempotencyKeys, wait } from "@trigger.dev/sdk";
import { $date } from "./holes.js";

export async function template() {
  // $comment
  await wait.until({ date: $date, idempotencyKey: await idempotencyKeys.create("$key") });
}
