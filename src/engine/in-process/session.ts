import { createRouter, type Router } from "../api/router.js";
import { Packets } from "../api/packets.js";
import type { ApiContext } from "../api/route.js";
import type { Clock } from "../clock.js";
import type { MockContext, TaskInfo } from "../engine.js";
import type { EngineEvent } from "../events.js";
import type { EngineOptions, TaskFile } from "../options.js";
import { taskInfos } from "../platform-calls.js";
import { Platform } from "../platform/platform.js";
import { withDefaults } from "../platform/tasks.js";
import type { BaseApi } from "./base-api.js";
import { InProcessExecutor } from "./in-process-executor.js";
import { loadTaskFiles, type LoadedConfig } from "./load-tasks.js";
import type { Quiet } from "./quiet.js";
import type { Sdk } from "../sdk.js";

export interface SessionInput {
  readonly sdk: Sdk;
  readonly base: BaseApi;
  readonly clock: Clock;
  readonly quiet: Quiet;
  readonly config: LoadedConfig;
  readonly options: Pick<EngineOptions, "slots" | "seed" | "environment">;
  readonly apiUrl: () => string;
  readonly emit: (event: EngineEvent) => void;
  readonly callMock: (payload: unknown, context: MockContext) => Promise<unknown>;
}

const NO_SLOT_LIMIT = { limit: Number.POSITIVE_INFINITY, whileWaiting: "released" } as const;

/** The platform and its executor, with the tasks that are loaded. `reset()` replaces the platform. */
export class Session {
  readonly executor: InProcessExecutor;
  readonly packets = new Packets();
  readonly router: Router;
  readonly #input: SessionInput;
  #platform: Platform;

  constructor(input: SessionInput) {
    const { sdk, base, clock, quiet, callMock, config, apiUrl } = input;
    this.#input = input;
    const platform = (): Platform => this.#platform;
    this.executor = new InProcessExecutor({ sdk, base, clock, quiet, callMock, platform, retries: config.retries });
    this.#platform = this.#newPlatform();
    const context: ApiContext = {
      get platform() {
        return platform();
      },
      core: sdk.v3,
      schemas: sdk.schemas,
      packets: this.packets,
      apiUrl,
    };
    this.router = createRouter(context);
  }

  get platform(): Platform {
    return this.#platform;
  }

  async load(files: readonly TaskFile[]): Promise<readonly TaskInfo[]> {
    await loadTaskFiles(this.#input.base, files);
    this.#registerTasks();
    return this.tasks;
  }

  get tasks(): readonly TaskInfo[] {
    return taskInfos(this.#platform);
  }

  reset(): void {
    this.executor.clear();
    this.packets.clear();
    this.#platform = this.#newPlatform();
    this.#registerTasks();
  }

  #newPlatform(): Platform {
    const { clock, sdk, emit, options, config, apiUrl } = this.#input;
    const { environment = "DEVELOPMENT", slots = NO_SLOT_LIMIT, seed } = options;
    const platformOptions = { environment, projectRef: config.projectRef, apiUrl };
    return new Platform({ clock, core: sdk.v3, executor: this.executor, slots, seed, emit, options: platformOptions });
  }

  #registerTasks(): void {
    const { base, config } = this.#input;
    const tasks = base.catalog.listTaskManifests().map((task) => withDefaults(task, config.defaults));
    this.#platform.registerTasks(tasks, base.catalog.listQueueManifests());
  }
}
