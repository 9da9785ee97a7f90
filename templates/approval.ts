import { AbortTaskRunError, wait } from "@trigger.dev/sdk";
import { $key, $Answer, $notify, $option } from "./holes.js";

export async function template() {
  // $comment
  const $token = await wait.createToken({
    timeout: "$timeout",
    // @each options
    ...$option,
    idempotencyKey: $key,
  });
  // @each notifications
  $notify;
  const $completed = await wait.forToken<unknown>($token);
  if (!$completed.ok) throw new AbortTaskRunError("$late");
  const $result = $Answer.safeParse($completed.output);
  if (!$result.success) throw new AbortTaskRunError(`$wrong${$result.error.message}`);
}
