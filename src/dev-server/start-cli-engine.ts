import { randomBytes } from "node:crypto";
import type { Engine } from "../engine/engine.js";
import type { EngineEvent, EngineListener } from "../engine/events.js";
import { loadSdk } from "../engine/in-process/sdk.js";
import type { Slots } from "../engine/options.js";
import { type CliApi, openCliApi } from "./cli-api.js";
import { CliFailure } from "./cli-failure.js";
import { CliOutput } from "./cli-output.js";
import { findCliPackage } from "./cli-package.js";
import { type CliProcess, startCliProcess } from "./cli-process.js";
import { PlatformClient } from "./platform-client.js";
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
export type CliEngine = Omit<Engine, "load" | "mock" | "fail" | "clearFaults" | "advance" | "reset"> & {
  /** `close` for where there is no time: kills, and tidies the folder. */
  readonly abandon: () => void;
};

const DEV_SLOTS: Slots = { limit: 25, whileWaiting: "held" };

/**
 * Starts the project's own `trigger dev` on a platform in this process, and settles when its tasks are registered.
 * Throws a `CliFailure` if that cannot be; then nothing is left running.
 */
export async function startCliEngine(options: CliEngineOptions): Promise<CliEngine> {
  const { projectDir, configFile, slots = DEV_SLOTS, limits = DEFAULT_LIMITS } = options;
  const cli = findCliPackage(projectDir);
  const folder = watchTriggerFolder(projectDir);
  const sdk = await loadSdk(projectDir);
  const listeners = new Set<EngineListener>(options.onEvent ? [options.onEvent] : []);
  const emit = (event: EngineEvent): void => listeners.forEach((listener) => listener(event));
  const output = new CliOutput();
  const startUp = new StartUp(output, limits);
  const api = await openCliApi({ sdk, slots, emit, onLogIn: startUp.loggedIn, onRegistered: startUp.registered });
  const command = startCliProcess({
    cli,
    projectDir,
    configFile,
    env: { ...process.env, ...options.env, ...credentials(api) },
    onOutput(text) {
      output.add(text);
      startUp.printed(text);
    },
  });
  void command.ended.then(startUp.ended);
  const close = async (): Promise<void> => {
    await command.stop();
    folder.tidy();
    await api.close();
  };
  try {
    await startUp.ready;
  } catch (error) {
    await close();
    throw error;
  }
  return engineOver({ api, command, output, listeners, close, abandon: () => (command.kill(), folder.tidy()) });
}

/** The shape of a personal access token is all that is looked at. */
const credentials = ({ context }: CliApi): Readonly<Record<string, string>> => ({
  TRIGGER_API_URL: context.apiUrl(),
  TRIGGER_ACCESS_TOKEN: `tr_pat_${randomBytes(20).toString("hex")}`,
});
