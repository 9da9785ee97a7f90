import { noted } from "./compensation.js";
import { $attempt, $step, $undo } from "./holes.js";

export const template = async () => noted($undo, { step: $step, keeper: "$keeper" }, $attempt);
