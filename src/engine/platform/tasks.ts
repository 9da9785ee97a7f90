import type { QueueManifest, TaskManifest } from "@trigger.dev/core/v3/schemas";
import { closest } from "fastest-levenshtein";
import { Refused } from "./refused.js";

/** A task as the CLI's indexer describes it to the platform, with the project's defaults applied. */
export type Task = TaskManifest;

/** Defaults of `trigger.config`, for tasks that say nothing. */
export interface TaskDefaults {
  readonly retry?: Task["retry"] | undefined;
  readonly maxDuration?: number | undefined;
  readonly machine?: string | undefined;
  readonly ttl?: string | number | undefined;
}

/** As `indexWorkerManifest` of the CLI does. */
export function withDefaults(task: Task, defaults: TaskDefaults): Task {
  const machine = task.machine?.preset ?? defaults.machine;
  return {
    ...task,
    ...(!task.retry && defaults.retry && { retry: defaults.retry }),
    ...(task.maxDuration === undefined && defaults.maxDuration !== undefined && { maxDuration: defaults.maxDuration }),
    ...(task.ttl === undefined && defaults.ttl !== undefined && { ttl: defaults.ttl }),
    // The manifest's own type is a closed set of names; the platform refuses others when the run is made.
    ...(machine !== undefined && { machine: { ...task.machine, preset: machine } as Task["machine"] }),
  };
}

/** The platform drops other characters without a word. */
export const sanitizeQueueName = (name: string): string => name.replace(/[^a-zA-Z0-9_\-/]/g, "").slice(0, 128);

/** What has been loaded, by id. */
export class Tasks {
  readonly #tasks = new Map<string, Task>();
  readonly #queues = new Map<string, QueueManifest>();

  register(tasks: readonly Task[], queues: readonly QueueManifest[]): void {
    for (const queue of queues) this.#queues.set(sanitizeQueueName(queue.name), queue);
    for (const task of tasks) this.#tasks.set(task.id, task);
  }

  get all(): readonly Task[] {
    return [...this.#tasks.values()];
  }

  find(id: string): Task | undefined {
    return this.#tasks.get(id);
  }

  get(id: string): Task {
    const task = this.#tasks.get(id);
    if (task) return task;
    const near = this.#tasks.size > 0 ? closest(id, [...this.#tasks.keys()]) : undefined;
    throw new Refused(
      `Task '${id}' not found on locked version 'local'.${near === undefined ? "" : ` Did you mean '${near}'?`}`,
    );
  }

  queueOf(task: Task): string {
    return (task.queue?.name && sanitizeQueueName(task.queue.name)) || sanitizeQueueName(`task/${task.id}`);
  }

  /** How many runs of a queue may execute at once. */
  limitOf(queue: string): number {
    const declared = this.#queues.get(queue)?.concurrencyLimit ?? this.#ownQueue(queue)?.concurrencyLimit;
    return declared ?? Number.POSITIVE_INFINITY;
  }

  #ownQueue(queue: string): Task["queue"] {
    return queue.startsWith("task/") ? this.#tasks.get(queue.slice("task/".length))?.queue : undefined;
  }
}
