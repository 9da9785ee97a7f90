import type { Core } from "../core.js";
import type { KeyRecord, Packet, RunError } from "../records.js";
import { durationMs, timeOf } from "./durations.js";
import { DEFAULT_MACHINE, machineOf } from "./execution.js";
import type { Kernel } from "./kernel.js";
import { Refused } from "./refused.js";
import { isEnded, type Run, type TriggerBodyOptions } from "./run.js";
import { sanitizeQueueName, type Task } from "./tasks.js";

export interface TriggerRequest {
  readonly taskId: string;
  readonly payload: Packet;
  readonly options: TriggerBodyOptions;
  readonly batchId?: string | undefined;
  readonly replayOf?: string | undefined;
}

export interface Triggered {
  readonly run: Run;
  /** The run was there: the key found it. */
  readonly isCached: boolean;
}

const THIRTY_DAYS = 30 * 86_400_000;
const MAX_TAGS = 10;
/** The platform's own bound: less is raised to it. */
const MIN_MAX_DURATION = 5;
/** Says: no limit, whatever the task's. */
const NO_MAX_DURATION = 2_147_483_647;

/** Makes runs out of trigger requests, or finds them by their keys. */
export class Triggers {
  readonly #counts = new Map<string, number>();
  #made = 0;

  readonly #kernel: Kernel;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** How many runs were made. */
  get made(): number {
    return this.#made;
  }

  trigger(request: TriggerRequest): Triggered {
    const { options } = request;
    this.#check(request);
    const task = this.#kernel.tasks.get(request.taskId);
    const parent = this.#parentOf(request);
    const found = options.idempotencyKey && this.#find(task, options.idempotencyKey, parent);
    if (found) return { run: found, isCached: true };
    const run = this.#make(request, task, parent);
    this.#announce(run);
    return { run, isCached: false };
  }

  /** A run that ends as it begins: an item of a batch that could not be triggered. */
  fail(request: TriggerRequest, error: RunError): Run {
    const task = this.#kernel.tasks.find(request.taskId) ?? { id: request.taskId, filePath: "", entryPoint: "" };
    const { idempotencyKey: _, ...options } = request.options;
    const parent = options.parentRunId === undefined ? undefined : this.#kernel.runs.get(options.parentRunId);
    const run = this.#make({ ...request, options: { ...options, machine: undefined } }, task, parent);
    run.error = error;
    this.#announce(run);
    return run;
  }

  #find(task: Task, hash: string, asker: Run | undefined): Run | undefined {
    const { clock, keys, emit } = this.#kernel;
    if (hash.length === 64 && !/^[0-9a-f]{64}$/.test(hash)) {
      const message = `The idempotency key ${JSON.stringify(hash)} has 64 characters: the SDK takes it for a ready hash, and it is not scoped to its run.`;
      emit({ kind: "warning", at: clock.now(), code: "key-of-64-characters", message, runId: asker?.id });
    }
    const run = keys.find(task.id, hash, clock.now());
    if (run) {
      emit({ kind: "run-attached", at: clock.now(), runId: run.id, taskId: task.id, byRunId: asker?.id });
      if (asker && run.parent !== asker) asker.attachedTo.push(run);
    }
    return run;
  }

  #check({ options, taskId }: TriggerRequest): void {
    const tags = options.tags ?? [];
    if (Array.isArray(tags) && tags.length > MAX_TAGS) {
      throw new Refused(`Runs can only have ${MAX_TAGS} tags, you're trying to set ${tags.length}.`);
    }
    for (const feature of ["debounce", "gates", "concurrency"] as const) {
      if (options[feature] === undefined) continue;
      throw new Refused(
        `flowgen's local engine does not emulate the trigger option "${feature}" (task ${taskId}).`,
        501,
      );
    }
  }

  #parentOf({ options, taskId }: TriggerRequest): Run | undefined {
    if (options.parentRunId === undefined) return undefined;
    const parent = this.#kernel.runs.get(options.parentRunId);
    if (parent && isEnded(parent) && options.resumeParentOnCompletion === true) {
      throw new Refused(`Cannot trigger ${taskId} as the parent run has a status of ${parent.status}`);
    }
    return parent;
  }

  #make({ options, payload, batchId, replayOf }: TriggerRequest, task: Task, parent: Run | undefined): Run {
    const { clock, makeId, runs, tasks } = this.#kernel;
    const now = clock.now();
    const index = this.#counts.get(task.id) ?? 0;
    const run: Run = {
      id: makeId("run"),
      task,
      order: this.#made,
      index,
      payload,
      options,
      parent,
      root: parent && (parent.root ?? parent),
      depth: parent ? parent.depth + 1 : 0,
      batchId,
      replayOf,
      createdAt: now,
      queue: (options.queue && sanitizeQueueName(options.queue.name)) || tasks.queueOf(task),
      concurrencyKey: options.concurrencyKey,
      priority: options.priority ?? 0,
      ttl: this.#ttlOf(options, task),
      maxAttempts: options.maxAttempts ?? task.retry?.maxAttempts,
      maxDuration: maxDurationOf(options.maxDuration, task.maxDuration),
      isTest: options.test ?? false,
      children: [],
      attachedTo: [],
      blocked: new Set(),
      attempts: [],
      waits: [],
      logs: [],
      tags: tagsOf(options.tags),
      status: "QUEUED",
      phase: "queued",
      machine: machineOf(options.machine ?? task.machine?.preset ?? DEFAULT_MACHINE).name,
      metadata: metadataOf(options),
      key: undefined,
      // A child that is waited for queues in its parent's place, ahead of what came later.
      queueTime: parent && options.resumeParentOnCompletion ? parent.queueTime : now,
      delayUntil: options.delay === undefined ? undefined : timeOf(options.delay, now, "delay"),
      openWaits: [],
      openInTree: 0,
    };
    // Not before: what is refused on the way was never made.
    this.#made++;
    (run.root ?? run).openInTree++;
    this.#counts.set(task.id, index + 1);
    runs.set(run.id, run);
    parent?.children.push(run);
    if (options.idempotencyKey) this.#kernel.keys.set(run, this.#keyOf(options, options.idempotencyKey));
    return run;
  }

  #keyOf({ idempotencyKeyOptions, idempotencyKeyTTL }: TriggerBodyOptions, hash: string): KeyRecord {
    const ttl = idempotencyKeyTTL === undefined ? undefined : durationMs(idempotencyKeyTTL);
    const { key, scope } = idempotencyKeyOptions ?? writtenKey(this.#kernel.core, hash) ?? {};
    return { hash, key, scope, expiresAt: this.#kernel.clock.now() + (ttl ?? THIRTY_DAYS) };
  }

  #announce(run: Run): void {
    if (run.delayUntil !== undefined && run.delayUntil > run.createdAt) {
      run.phase = "delayed";
      run.status = "DELAYED";
    }
    this.#kernel.emit({
      kind: "run-created",
      at: run.createdAt,
      runId: run.id,
      taskId: run.task.id,
      parentId: run.parent?.id,
      rootId: (run.root ?? run).id,
      depth: run.depth,
      batchId: run.batchId,
      key: run.key?.key ?? run.key?.hash,
      status: run.status,
    });
  }

  #ttlOf(options: TriggerBodyOptions, task: Task): string | undefined {
    const ttl = options.ttl ?? task.ttl ?? (this.#kernel.options.environment === "DEVELOPMENT" ? "10m" : undefined);
    return typeof ttl === "number" ? `${ttl}s` : ttl;
  }
}

function maxDurationOf(asked: number | undefined, ofTask: number | undefined): number | undefined {
  if (asked === NO_MAX_DURATION || (!asked && ofTask === NO_MAX_DURATION)) return undefined;
  const seconds = asked || ofTask;
  return seconds === undefined ? undefined : Math.max(seconds, MIN_MAX_DURATION);
}

const tagsOf = (tags: TriggerBodyOptions["tags"]): string[] =>
  [tags ?? []].flat().filter((tag) => tag.trim().length > 0);

/** The SDK sends an object, or its JSON with a type beside it. */
function metadataOf({ metadata, metadataType }: TriggerBodyOptions): Record<string, unknown> {
  const value: unknown = typeof metadata === "string" ? JSON.parse(metadata) : metadata;
  // A packet of superjson holds the object under `json`.
  const json = metadataType === "application/super+json" && value ? (value as { json: unknown }).json : value;
  return typeof json === "object" && json !== null ? { ...json } : {};
}

/**
 * What the user wrote for a key. The SDK does not send it with every batch; a run that executes in this thread, and
 * that asks just now, still has it.
 */
export function writtenKey(core: Core, hash: string): { key?: string; scope?: KeyRecord["scope"] } | undefined {
  return core.getIdempotencyKeyOptions(hash as Parameters<Core["getIdempotencyKeyOptions"]>[0]); // a brand of strings
}
