import type { Task } from "@trigger.dev/sdk";
import type { $Payload, $Task as $Output } from "./holes.js";

/** $doc */
export type $Contract = Task<"$id", $Payload, $Output>;
