import type { $Task } from "./holes.js";

/** $doc */
export type $Contract = $Task;
