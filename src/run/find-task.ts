import { didYouMean } from "../diagnostics/did-you-mean.js";
import type { TaskInfo } from "../engine/index.js";
import { Refusal } from "../tasks/refusal.js";

/** How many ids an error lists. */
const LISTED = 40;

/** The task of an id. Throws a refusal that names what may have been meant, and what there is. */
export function findTask(id: string, tasks: readonly TaskInfo[]): TaskInfo {
  const found = tasks.find((task) => task.id === id);
  if (found) return found;
  const ids = tasks.map((task) => task.id).sort();
  const near = didYouMean(id, ids);
  const guess = near.length === 0 ? "" : ` Did you mean ${near.map((one) => JSON.stringify(one)).join(" or ")}?`;
  const width = Math.max(...ids.map((one) => one.length));
  const listed = ids.slice(0, LISTED).map((one) => {
    const file = tasks.find((task) => task.id === one)?.filePath ?? "";
    return `  ${one.padEnd(width)}  ${file}`;
  });
  const more = ids.length > LISTED ? [`  and ${ids.length - LISTED} more`] : [];
  throw new Refusal("usage", [`There is no task ${JSON.stringify(id)}.${guess}`, "", ...listed, ...more].join("\n"));
}
