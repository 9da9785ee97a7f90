import { task } from "@trigger.dev/sdk";
import type { Undoing } from "./compensation.js";

/** $doc */
export const $task = task({ id: "$id", run: async (undoing: Undoing) => undoing });
