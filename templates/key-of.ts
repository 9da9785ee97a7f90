import { idempotencyKeys } from "@trigger.dev/sdk";
import { type $Payload, $value } from "./holes.js";

/** $doc */
const $keyOf = ($input: $Payload, name: string) =>
  idempotencyKeys.create(JSON.stringify(["$id", $value, name]), { scope: "global" });
