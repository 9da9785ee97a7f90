import type { Deadlock } from "../events.js";
import { isBlocked, type Blocking, type Run } from "./run.js";
import type { Slots } from "./slots.js";

/**
 * Finds runs that can never go on: what they wait for queues behind what they hold. Time, tokens and whatever executes
 * can always go on; the rest can if something it waits for can.
 */
export function findDeadlock(runs: Iterable<Run>, slots: Slots): Deadlock | undefined {
  if (slots.waitingCount === 0) return undefined;
  const queued = new Set(slots.waitingRuns());
  const stuck = new Set<Run>();
  for (const run of runs) if (run.phase !== "ended") stuck.add(run);
  let changed = true;
  while (changed) {
    changed = false;
    for (const run of stuck) {
      if (!canGoOn(run, { stuck, queued, slots })) continue;
      stuck.delete(run);
      changed = true;
    }
  }
  const [first] = [...queued].filter((run) => stuck.has(run));
  if (!first) return undefined;
  const { queue, slots: limit, holding } = slots.blockersOf(first);
  return {
    limit: { queue, slots: limit },
    holding: [...holding].map((run) => ({ runId: run.id, taskId: run.task.id, waitsFor: waitedFor(run) })),
    waiting: [...queued]
      .filter((run) => stuck.has(run))
      .map((run) => ({ runId: run.id, taskId: run.task.id, queue: run.queue })),
  };
}

interface Situation {
  readonly stuck: ReadonlySet<Run>;
  readonly queued: ReadonlySet<Run>;
  readonly slots: Slots;
}

function canGoOn(run: Run, { stuck, queued, slots }: Situation): boolean {
  if (queued.has(run)) {
    if (slots.isPaused(run.queue)) return true; // someone paused it, someone may resume it
    const { slots: limit, holding } = slots.blockersOf(run);
    return holding.size < limit || [...holding].some((holder) => !stuck.has(holder));
  }
  if (!isBlocked(run)) return true;
  return run.openWaits.some(({ blockings }) => blockings.some((blocking) => isMoving(blocking, stuck)));
}

function isMoving({ on, isDone }: Blocking, stuck: ReadonlySet<Run>): boolean {
  if (isDone) return false;
  return on.kind === "run" ? !stuck.has(on.run) : on.kind === "waitpoint";
}

const waitedFor = (run: Run): string[] =>
  run.openWaits.flatMap(({ blockings }) =>
    blockings.flatMap(({ on, isDone }) => (on.kind === "run" && !isDone ? [on.run.id] : [])),
  );
