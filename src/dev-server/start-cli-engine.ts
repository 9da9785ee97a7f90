import { randomBytes } from "node:crypto";
import type { Engine } from "../engine/engine.js";
import type { EngineEvent, EngineListener } from "../engine/events.js";
import { platformAnswers, taskInfos } from "../engine/platform-calls.js";
import { loadCore, type Sdk } from "../engine/sdk.js";
import type { Slots } from "../engine/options.js";
import { tidyAtExit } from "../tasks/tidy-at-exit.js";
import { type CliApi, openCliApi } from "./cli-api.js";
import { CliFailure } from "./cli-failure.js";
import { CliOutput } from "./cli-output.js";
import { findCliPackage } from "./cli-package.js";
import { type CliProcess, startCliProcess } from "./cli-process.js";
import { DEFAULT_LIMITS, StartUp, type StartUpLimits } from "./start-up.js";
import { watchTriggerFolder } from "./trigger-folder.js";

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
export type CliEngine = Omit<Engine, "load" | "mock" | "fail" | "clearFaults" | "advance" | "idle" | "reset">;

const DEV_SLOTS: Slots = { limit: 25, whileWaiting: "held" };

/**
 * Starts the project's own `trigger dev` on a platform in this process, and settles when its tasks are registered.
 * Throws a `CliFailure` if that cannot be; then nothing is left running.
 */
export async function startCliEngine(options: CliEngineOptions): Promise<CliEngine> {
  const { projectDir, slots = DEV_SLOTS, limits = DEFAULT_LIMITS } = options;
  const cli = findCliPackage(projectDir);
  const folder = watchTriggerFolder(projectDir);
  const sdk = await loadCore(projectDir);
  const listeners = new Set<EngineListener>(options.onEvent ? [options.onEvent] : []);
  const emit = (event: EngineEvent): void => listeners.forEach((listener) => listener(event));
  const output = new CliOutput();
  const startUp = new StartUp(output, limits);
  const api = await openCliApi({ sdk, slots, emit, onLogIn: startUp.loggedIn, onRegistered: startUp.registered });
  const command = startCliProcess({
    cli,
    projectDir,
    configFile: options.configFile,
    env: { ...process.env, ...options.env, ...credentials(api) },
    onOutput(text) {
      output.add(text);
      startUp.printed(text);
    },
  });
  void command.ended.then(startUp.ended);
  const abandon = tidyAtExit(() => {
    command.kill();
    folder.tidy();
  });
  const close = async (): Promise<void> => {
    await command.stop();
    abandon();
    await api.close();
  };
  try {
    await startUp.ready;
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...engineOver(api, sdk.v3, failureAtEnd(command, output)),
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close,
  };
}

/** Fails when the command line has ended, as whoever waits for a run then must. */
function failureAtEnd({ ended }: CliProcess, output: CliOutput): Promise<never> {
  const failure = ended.then((how): never => {
    throw new CliFailure(`\`trigger dev\` ended before the run did (${how}). It said:\n${output.tail}`);
  });
  // Nobody may be waiting.
  failure.catch(() => undefined);
  return failure;
}

/** What is asked of the platform, which is in this thread. */
function engineOver(
  { context, waiters }: CliApi,
  v3: Sdk["v3"],
  failure: Promise<never>,
): Omit<CliEngine, "onEvent" | "close"> {
  const { packets, platform } = context;
  const answers = platformAnswers({ v3, packets, platform: () => platform, waiters });
  const trigger: Engine["trigger"] = async (taskId, payload, options = {}) =>
    await answers.trigger(taskId, payload, options);
  const waitForRun: Engine["waitForRun"] = async (runId) => await Promise.race([answers.waitForRun(runId), failure]);
  return {
    ...answers,
    apiUrl: context.apiUrl(),
    tasks: taskInfos(platform),
    trigger,
    waitForRun,
    run: async (taskId, payload, options) => await waitForRun(await trigger(taskId, payload, options)),
    triggerSchedule: async (taskId, at) => await answers.triggerSchedule(taskId, at),
    completeToken: async (tokenId, output) => await answers.completeToken(tokenId, output),
  };
}

/** The shape of a personal access token is all that is looked at. */
const credentials = ({ context }: CliApi): Readonly<Record<string, string>> => ({
  TRIGGER_API_URL: context.apiUrl(),
  TRIGGER_ACCESS_TOKEN: `tr_pat_${randomBytes(20).toString("hex")}`,
});
