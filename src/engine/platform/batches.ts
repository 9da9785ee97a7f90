import type { Packet } from "../records.js";
import { Refused } from "./refused.js";
import type { Kernel } from "./kernel.js";
import { isEnded, type Run, type TriggerBodyOptions, type Wait } from "./run.js";
import { writtenKey, type Triggers } from "./triggers.js";
import type { Waits } from "./waits.js";

/** At most this many items, as the platform has it. */
const MAX_ITEMS = 1_000;

export interface NewBatch {
  readonly runCount: number;
  readonly parentId?: string | undefined;
  readonly resumeParent: boolean;
  readonly idempotencyKey?: string | undefined;
}

export interface BatchItem {
  readonly index: number;
  readonly taskId: string;
  readonly payload: Packet;
  readonly options: TriggerBodyOptions;
}

export interface Batch {
  readonly id: string;
  readonly runCount: number;
  readonly createdAt: number;
  readonly parent: Run | undefined;
  readonly idempotencyKey: string | undefined;
  /** By index. */
  readonly runs: Map<number, Run>;
  readonly wait: Wait | undefined;
  isSealed: boolean;
}

/** Batches in two phases: made first, then filled; sealed when all items are in, and only then started. */
export class Batches {
  readonly #byId = new Map<string, Batch>();

  readonly #kernel: Kernel;
  readonly #triggers: Triggers;
  readonly #waits: Waits;
  readonly #start: (run: Run) => void;

  constructor(kernel: Kernel, triggers: Triggers, waits: Waits, start: (run: Run) => void) {
    this.#kernel = kernel;
    this.#triggers = triggers;
    this.#waits = waits;
    this.#start = start;
  }

  create({ runCount, parentId, resumeParent, idempotencyKey }: NewBatch): Batch {
    if (runCount <= 0) throw new Refused("runCount must be a positive integer", 400);
    if (runCount > MAX_ITEMS) {
      throw new Refused(`Batch runCount of ${runCount} exceeds maximum allowed of ${MAX_ITEMS}.`, 400);
    }
    if (idempotencyKey !== undefined && this.#hasKey(idempotencyKey)) {
      throw new Refused("Cannot create batch as it has already been created with the same idempotency key.");
    }
    const parent = parentId === undefined ? undefined : this.#kernel.runs.get(parentId);
    const id = this.#kernel.makeId("batch");
    const wait = parent && resumeParent ? this.#waits.begin(parent, "batch", [id]) : undefined;
    if (wait && parent) this.#waits.block(wait, parent, { kind: "batch", batchId: id }, false);
    const batch = { id, runCount, parent, idempotencyKey, wait, createdAt: this.#kernel.clock.now() };
    const made: Batch = { ...batch, runs: new Map(), isSealed: false };
    this.#byId.set(id, made);
    return made;
  }

  get(id: string): Batch {
    const batch = this.#byId.get(id);
    if (!batch) throw new Refused(`Batch ${id} not found`, 404);
    return batch;
  }

  /** Adds items, each once: a repeated index is counted and ignored. Seals the batch when it has them all. */
  add(batch: Batch, items: readonly BatchItem[]): { readonly accepted: number; readonly deduplicated: number } {
    if (batch.isSealed) return { accepted: 0, deduplicated: 0 };
    this.#refuseDuplicateKeys(batch, items);
    let accepted = 0;
    for (const item of items) {
      if (item.index >= batch.runCount) {
        throw new Refused(`Item index ${item.index} exceeds batch runCount ${batch.runCount}`);
      }
      if (batch.runs.has(item.index)) continue;
      batch.runs.set(item.index, this.#trigger(batch, item));
      accepted++;
    }
    if (batch.runs.size === batch.runCount) this.#seal(batch);
    return { accepted, deduplicated: items.length - accepted };
  }

  isComplete(batch: Batch): boolean {
    return batch.isSealed && [...batch.runs.values()].every(isEnded);
  }

  #hasKey(key: string): boolean {
    for (const batch of this.#byId.values()) if (batch.idempotencyKey === key) return true;
    return false;
  }

  #trigger(batch: Batch, { index, taskId, payload, options }: BatchItem): Run {
    const own = { ...options, parentRunId: batch.parent?.id, resumeParentOnCompletion: batch.wait !== undefined };
    const request = { taskId, payload, options: own, batchId: batch.id };
    let run: Run;
    try {
      run = this.#triggers.trigger(request).run;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const code = "BATCH_ITEM_COULD_NOT_TRIGGER";
      run = this.#triggers.fail(request, { type: "INTERNAL_ERROR", code, message: error.message });
    }
    const on = { kind: "run", run, batchId: batch.id, index } as const;
    if (batch.wait && batch.parent) this.#waits.block(batch.wait, batch.parent, on, isEnded(run));
    return run;
  }

  #seal(batch: Batch): void {
    batch.isSealed = true;
    for (let index = 0; index < batch.runCount; index++) {
      const run = batch.runs.get(index);
      if (run?.batchId === batch.id) this.#start(run);
    }
    for (const blocking of batch.wait?.blockings ?? []) if (blocking.on.kind === "batch") blocking.isDone = true;
    if (batch.parent) this.#waits.settle(batch.parent);
  }

  /** On the platform the parent would never be resumed: one run cannot answer for two places of a batch. */
  #refuseDuplicateKeys(batch: Batch, items: readonly BatchItem[]): void {
    const seen = new Map<string, number>();
    for (const { index, taskId, options } of items) {
      const key = options.idempotencyKey;
      if (!key) continue;
      const first = seen.get(`${taskId}\n${key}`);
      seen.set(`${taskId}\n${key}`, index);
      if (first === undefined || batch.runs.has(index)) continue;
      const shown = (options.idempotencyKeyOptions ?? writtenKey(this.#kernel.core, key))?.key ?? key;
      const message = `Items ${first} and ${index} of one batch have the same idempotency key ${JSON.stringify(shown)} for task "${taskId}": on Trigger.dev this batch would never complete.`;
      this.#kernel.emit({
        kind: "warning",
        at: this.#kernel.clock.now(),
        code: "duplicate-key-in-batch",
        message,
        runId: batch.parent?.id,
      });
      throw new Refused(message, 400);
    }
  }
}
