import type { Context } from "@trigger.dev/sdk";
import { type Compensation, isLastAttempt, messageOf } from "./compensation.js";
import { outcome, type Outcome } from "./graph.js";

/** What a region gives, and what has been done in it that there is to undo, whether it went well or not. */
export type UndoableOutcome<T> = Outcome<T> & { undo: Compensation[] };

/** Runs a region that can be undone by whoever runs it. Where it fails for good itself, that is a result as well. */
export async function undoableRegion<T>(
  ctx: Context,
  region: (undo: Compensation[]) => Promise<T>,
): Promise<UndoableOutcome<T>> {
  const undo: Compensation[] = [];
  try {
    return { ...(await outcome(async () => await region(undo))), undo };
  } catch (error) {
    if (!isLastAttempt(ctx)) throw error;
    return { ok: false, failed: { taskId: ctx.task.id, runId: ctx.run.id, message: messageOf(error) }, undo };
  }
}
