import type { $Payload } from "./holes.js";

/** $doc */
type $Flow = $Payload;
