import { AbortTaskRunError, wait } from "@trigger.dev/sdk";
import { $key, $Answer, $notify, $option, $otherwise } from "./holes.js";

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
  const $result = $Answer.safeParse($completed.ok ? $completed.output : $otherwise);
  if (!$result.success) throw new AbortTaskRunError(`$wrong${$result.error.message}`);
}
