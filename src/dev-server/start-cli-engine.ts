import { randomBytes } from "node:crypto";
import type { LogRecord } from "../engine/records.js";
import type { Engine } from "../engine/engine.js";
import type { EngineEvent, EngineListener } from "../engine/events.js";
import { loadSdk } from "../engine/in-process/sdk.js";
import { realClock } from "../engine/in-process/real-clock.js";
import type { Slots } from "../engine/options.js";
import { Platform } from "../engine/platform/platform.js";
import { Packets } from "../engine/api/packets.js";
import { createRouter } from "../engine/api/router.js";
import type { ApiContext } from "../engine/api/route.js";
import { serve } from "../engine/api/serve.js";
import { accountRoutes } from "./account-routes.js";
import { CliFailure } from "./cli-failure.js";
import { findCliPackage } from "./cli-package.js";
import { startCliProcess } from "./cli-process.js";
import { DequeueExecutor } from "./dequeue-executor.js";
import { logRoute } from "./log-route.js";
import type { RegisteredWorker } from "./messages.js";
import { openNotifications } from "./notifications.js";
import { PlatformClient } from "./platform-client.js";
import { runRoutes } from "./run-routes.js";
import { watchForSilence } from "./silence-watch.js";
import { DEFAULT_LIMITS, StartUp, type StartUpLimits } from "./start-up.js";
import { watchTriggerFolder } from "./trigger-folder.js";
import { workerRoutes } from "./worker-routes.js";

export interface CliEngineOptions {
  /** Where `trigger dev` is to run. */
  readonly projectDir: string;
  /** The configuration file, where it is not the one that `trigger dev` finds in that folder. */
  readonly configFile?: string | undefined;
  /** Default: as `trigger dev` has them, 25, held while waiting. */
  readonly slots?: Slots | undefined;
  /** Environment variables for the tasks, besides those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly limits?: StartUpLimits | undefined;
  readonly onEvent?: EngineListener | undefined;
}

/** An engine whose runs are executed by `trigger dev`: as any other, but for what only works on tasks in this process. */
export type CliEngine = Pick<
  Engine,
  "apiUrl" | "tasks" | "trigger" | "waitForRun" | "run" | "runTree" | "cancel" | "onEvent" | "close"
>;

const DEV_SLOTS: Slots = { limit: 25, whileWaiting: "held" };

/**
 * Starts the project's own `trigger dev` on a platform in this process, and settles when its tasks are registered.
 * Throws a `CliFailure` if that cannot be; then nothing is left running.
 */
export async function startCliEngine(options: CliEngineOptions): Promise<CliEngine> {
  const { projectDir } = options;
  const cli = findCliPackage(projectDir);
  const folder = watchTriggerFolder(projectDir);
  const { v3: core, schemas } = await loadSdk(projectDir);
  const executor = new DequeueExecutor();
  const listeners = new Set<EngineListener>(options.onEvent ? [options.onEvent] : []);
  const emit = (event: EngineEvent): void => {
    client.onEvent(event);
    for (const listener of listeners) listener(event);
  };
  let url = "";
  const apiUrl = (): string => url;
  const platform = new Platform({
    clock: realClock,
    core,
    executor,
    emit,
    slots: options.slots ?? DEV_SLOTS,
    options: { environment: "DEVELOPMENT", projectRef: "proj_local", apiUrl },
  });
  const context: ApiContext = { platform, core, schemas, packets: new Packets(), apiUrl };
  const client = new PlatformClient(context);
  let worker: RegisteredWorker | undefined;
  let tail = (): string => "";
  const startUp = new StartUp(() => tail(), options.limits ?? DEFAULT_LIMITS);
  const router = createRouter(context, [
    ...accountRoutes({ apiKey: `tr_dev_${randomBytes(16).toString("hex")}`, onLogIn: startUp.loggedIn }),
    ...workerRoutes((registered, metadata) => {
      worker = registered;
      platform.registerTasks(metadata.tasks as never, metadata.queues ?? []);
      startUp.registered();
    }),
    ...runRoutes({ executor, worker: () => worker }),
    logRoute(({ runId, log }) => {
      const run = platform.kernel.runs.get(runId);
      run?.logs.push(log);
      if (run) emit({ kind: "log", at: log.at, runId, taskId: run.task.id, log });
    }, core.unflattenAttributes as never),
  ]);
  const { url: served, server } = await serve(router);
  url = served;
  const notifications = await openNotifications(server, {
    onReleased: (runIds) => runIds.forEach((runId) => executor.release(runId)),
    onDisconnected: () => executor.releaseAll(),
  });
  executor.notify = notifications.notify;
  const cliProcess = startCliProcess({
    cli,
    projectDir,
    configFile: options.configFile,
    env: {
      ...process.env,
      ...options.env,
      TRIGGER_API_URL: url,
      TRIGGER_ACCESS_TOKEN: `tr_pat_${randomBytes(20).toString("hex")}`,
    },
    onOutput: startUp.printed,
  });
  tail = cliProcess.tail;
  void cliProcess.ended.then(startUp.ended);
  const endWatch = watchForSilence(executor, platform);
  const close = async (): Promise<void> => {
    endWatch();
    await cliProcess.stop();
    folder.tidy();
    await notifications.close();
  };
  try {
    await startUp.ready;
  } catch (error) {
    await close();
    throw error;
  }
  const died = cliProcess.ended.then((how) => {
    throw new CliFailure(`\`trigger dev\` ended while runs were executing (${how}). It said:\n${cliProcess.tail()}`);
  });
  died.catch(() => {});
  const waitForRun = (runId: string) => Promise.race([client.waitForRun(runId), died]);
  return {
    apiUrl: url,
    get tasks() {
      return client.tasks;
    },
    trigger: (taskId, payload, triggerOptions) => client.trigger(taskId, payload, triggerOptions),
    waitForRun,
    run: async (taskId, payload, triggerOptions) => waitForRun(await client.trigger(taskId, payload, triggerOptions)),
    runTree: (runId) => client.runTree(runId),
    cancel: async (runId) => platform.cancel(platform.run(runId)),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close,
  };
}
