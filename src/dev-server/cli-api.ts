import { randomBytes } from "node:crypto";
import { Packets } from "../engine/api/packets.js";
import { createRouter } from "../engine/api/router.js";
import type { ApiContext, Route } from "../engine/api/route.js";
import { serve } from "../engine/api/serve.js";
import type { EngineListener } from "../engine/events.js";
import { RealClock } from "../engine/real-clock.js";
import type { Sdk } from "../engine/sdk.js";
import { Waiters } from "../engine/waiters.js";
import type { Slots } from "../engine/options.js";
import { Platform } from "../engine/platform/platform.js";
import { accountRoutes } from "./account-routes.js";
import { DequeueExecutor } from "./dequeue-executor.js";
import { logRoute } from "./log-route.js";
import type { RegisteredWorker } from "./messages.js";
import { openNotifications } from "./notifications.js";
import type { RunLog } from "./otel-logs.js";
import { runRoutes } from "./run-routes.js";
import { watchRuns } from "./run-watch.js";
import { workerRoutes } from "./worker-routes.js";

export interface CliApiOptions {
  readonly sdk: Pick<Sdk, "v3" | "schemas">;
  readonly slots: Slots;
  readonly emit: EngineListener;
  readonly onLogIn: () => void;
  readonly onRegistered: () => void;
}

/** A platform with the whole of what `trigger dev` talks to, listening on loopback. */
export interface CliApi {
  readonly context: ApiContext;
  readonly waiters: Waiters;
  readonly close: () => Promise<void>;
}

export async function openCliApi(options: CliApiOptions): Promise<CliApi> {
  const { sdk, slots } = options;
  const executor = new DequeueExecutor();
  const waiters = new Waiters();
  const clock = new RealClock();
  let url = "";
  const apiUrl = (): string => url;
  const platform = new Platform({
    clock,
    core: sdk.v3,
    executor,
    slots,
    emit(event) {
      options.emit(event);
      if (event.kind === "run-ended") waiters.look();
    },
    options: { environment: "DEVELOPMENT", projectRef: "proj_local", apiUrl },
  });
  const context = { platform, core: sdk.v3, schemas: sdk.schemas, packets: new Packets(), apiUrl };
  const served = await serve(createRouter(context, cliRoutes(options, platform, executor)));
  url = served.url;
  const { notify, close } = await openNotifications(served.server, {
    onReleased: (runIds) => runIds.forEach((runId) => executor.release(runId)),
    onDisconnected: () => executor.releaseAll(),
  });
  executor.notify = notify;
  const endWatch = watchRuns({ executor, platform, waiters });
  return {
    context,
    waiters,
    async close() {
      endWatch();
      clock.clear();
      await close();
    },
  };
}

function cliRoutes(options: CliApiOptions, platform: Platform, executor: DequeueExecutor): readonly Route[] {
  let worker: RegisteredWorker | undefined;
  const onLog = ({ runId, log }: RunLog): void => {
    const run = platform.run(runId);
    run.logs.push(log);
    options.emit({ kind: "log", at: log.at, runId, taskId: run.task.id, log });
  };
  return [
    ...accountRoutes({ apiKey: `tr_dev_${randomBytes(16).toString("hex")}`, onLogIn: options.onLogIn }),
    ...workerRoutes((registered, { tasks, queues = [] }) => {
      worker = registered;
      // What the command line keeps to itself is where each bundled module is, which only an executor here would need.
      platform.registerTasks(
        tasks.map((task) => ({ ...task, entryPoint: task.filePath })),
        queues,
      );
      options.onRegistered();
    }),
    ...runRoutes({ executor, worker: () => worker }),
    logRoute(onLog, options.sdk.v3.unflattenAttributes),
  ];
}
