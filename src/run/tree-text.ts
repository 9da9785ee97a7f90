import type { RunRecord, RunTree } from "../engine/records.js";
import { PLAIN } from "./paint.js";
import { newRun, type RunView } from "./run-view.js";
import { treeLines } from "./tree-lines.js";

/** A run and everything below it as text, without times and colours: the same for equal flows. */
export function treeText(top: RunRecord, { runs }: RunTree): string {
  const views = new Map<string, RunView>();
  for (const record of runs) {
    const parent = record.parentId === undefined ? undefined : views.get(record.parentId);
    const view = newRun({ id: record.id, taskId: record.taskId, status: record.status }, parent);
    view.attempt = record.attempts.at(-1)?.number ?? 0;
    views.set(record.id, view);
  }
  for (const { id, attachedTo } of runs)
    views.get(id)?.attachedTo.push(...attachedTo.flatMap((one) => views.get(one) ?? []));
  const view = views.get(top.id);
  return view ? treeLines(view, { paint: PLAIN, busy: "…", now: undefined }).join("\n") : "";
}
