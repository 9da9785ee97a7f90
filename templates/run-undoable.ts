import { undoable } from "./compensation.js";
import { $attempt, $step, $undo } from "./holes.js";

export const template = async () => undoable($undo, { step: $step, keeper: "$keeper" }, $attempt);
