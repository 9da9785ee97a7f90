import type { TaskInfo, TokenRecord } from "../engine/engine.js";
import type { EngineEvent } from "../engine/events.js";
import type { TriggerOptions } from "../engine/options.js";
import type { RunTree } from "../engine/records.js";
import type { ApiContext } from "../engine/api/route.js";
import { recordOf } from "../engine/platform/record.js";
import { isEnded, type Run, type TriggerBodyOptions } from "../engine/platform/run.js";

/** What `Engine` offers, over a platform in this thread. */
export class PlatformClient {
  readonly #context: ApiContext;
  /** Called when any run has ended. */
  readonly #watchers = new Set<() => void>();

  constructor(context: ApiContext) {
    this.#context = context;
  }

  readonly onEvent = (event: EngineEvent): void => {
    if (event.kind === "run-ended") for (const watch of this.#watchers) watch();
  };

  get tasks(): readonly TaskInfo[] {
    const { tasks } = this.#context.platform.kernel;
    return tasks.all.map((task) => ({
      id: task.id,
      filePath: task.filePath,
      cron: task.schedule?.cron,
      description: task.description,
      queue: tasks.queueOf(task),
    }));
  }

  async trigger(taskId: string, payload: unknown, options: TriggerOptions = {}): Promise<string> {
    const { core, platform } = this.#context;
    const packet = await core.stringifyIO(payload);
    return platform.trigger({ taskId, payload: packet, options: bodyOptions(options) }).run.id;
  }

  async waitForRun(runId: string): Promise<RunTree> {
    const root = this.#context.platform.run(runId);
    await new Promise<void>((settle) => {
      const watch = (): void => {
        if (!this.#below(root).every(isEnded)) return;
        this.#watchers.delete(watch);
        settle();
      };
      this.#watchers.add(watch);
      watch();
    });
    return await this.runTree(runId);
  }

  async runTree(runId: string): Promise<RunTree> {
    const { platform, packets } = this.#context;
    const below = this.#below(platform.run(runId));
    const records = await Promise.all(below.map((run) => recordOf(platform.kernel, run, packets.read)));
    const [root] = records;
    if (!root) throw new Error("a run is in its own tree");
    return { root, runs: records };
  }

  tokens(): readonly TokenRecord[] {
    return [];
  }

  /** The run and all its descendants, in the order they were made. */
  #below(root: Run): readonly Run[] {
    const found = new Set([root]);
    for (const run of this.#context.platform.kernel.runs.values()) {
      if (run.parent && found.has(run.parent)) found.add(run);
    }
    return [...found];
  }
}

function bodyOptions({ queue, tags, ...options }: TriggerOptions): TriggerBodyOptions {
  return {
    ...options,
    ...(queue !== undefined && { queue: { name: queue } }),
    ...(tags !== undefined && { tags: [tags].flat() }),
  } as TriggerBodyOptions;
}
