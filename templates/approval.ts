import { AbortTaskRunError, idempotencyKeys, wait } from "@trigger.dev/sdk";
import { $Answer, $notify } from "./holes.js";

export async function template() {
  // $comment
  const $token = await wait.createToken({
    timeout: "$timeout",
    idempotencyKey: await idempotencyKeys.create("$key"),
  });
  // @each notifications
  $notify;
  const $completed = await wait.forToken<unknown>($token);
  if (!$completed.ok) throw new AbortTaskRunError("$late");
  const $result = $Answer.safeParse($completed.output);
  if (!$result.success) throw new AbortTaskRunError(`$wrong${$result.error.message}`);
}
