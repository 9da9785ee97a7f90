import { tasks } from "@trigger.dev/sdk";
import { $input, $items, $keyOf, $option, $payload, $size, type $Task, $value } from "./holes.js";
import { countItems } from "./progress.js";

export async function template() {
  // $comment
  // @each lists
  const $list = $value;
  const $count = countItems("$step", $items.length);
  for (let start = 0; start < $items.length; start += $size) {
    const { runs } = await tasks.batchTriggerAndWait<$Task>(
      "$id",
      await Promise.all(
        $items.slice(start, start + $size).map(async ($item, offset) => ({
          payload: $payload,
          options: { /* @each options */ ...$option, idempotencyKey: await $keyOf($input, `$prefix${start + offset}`) },
        })),
      ),
    );
    $count(runs);
  }
}
