import { pathToFileURL } from "node:url";
import { EngineError } from "../errors.js";
import type { TaskFile } from "../options.js";
import type { TaskDefaults } from "../platform/tasks.js";
import type { RetriesConfig } from "./attempt.js";
import type { BaseApi } from "./base-api.js";
import type { Sdk } from "../sdk.js";

/** What is read of `trigger.config`. */
export interface LoadedConfig {
  readonly defaults: TaskDefaults;
  readonly retries: RetriesConfig;
  readonly projectRef: string;
}

/** Imports task files in order, as the CLI's indexer does: a task belongs to the file whose import registers it. */
export async function loadTaskFiles(base: BaseApi, files: readonly TaskFile[]): Promise<void> {
  const owners = new Map<string, string>();
  let current = "";
  const register = base.catalog.registerTaskMetadata.bind(base.catalog);
  // The catalogue itself keeps the last of two without a word, or tells only in later versions.
  base.catalog.registerTaskMetadata = (task) => {
    const owner = owners.get(task.id);
    if (owner !== undefined) throw duplicate(task.id, owner, current);
    owners.set(task.id, current);
    register(task);
  };
  const putBack = setHooksAside(base, owners);
  try {
    for (const { filePath, entryPoint } of files) {
      current = filePath;
      base.catalog.setCurrentFileContext(filePath, entryPoint);
      await importTasks(filePath, entryPoint);
    }
  } finally {
    putBack();
    Reflect.deleteProperty(base.catalog, "registerTaskMetadata");
    base.catalog.clearCurrentFileContext();
  }
}

/** A task that takes the place of another has its own hooks alone; those of all others come back. */
function setHooksAside({ hooks }: BaseApi, replaced: ReadonlyMap<string, string>): () => void {
  const maps = Object.entries(hooks).flatMap(([name, value]: [string, unknown]) =>
    name.startsWith("task") && value instanceof Map ? [value as Map<string, unknown>] : [],
  );
  const before = maps.map((map) => [...map]);
  for (const map of maps) map.clear();
  return () => {
    for (const [i, map] of maps.entries()) {
      for (const [id, hook] of before[i] ?? []) if (!replaced.has(id)) map.set(id, hook);
    }
  };
}

/** A module that awaits something at its top may wait for ever. In milliseconds. */
const IMPORT_WITHIN = 60_000;

async function importTasks(file: string, entryPoint: string): Promise<void> {
  const { exit } = process;
  process.exit = (code) => {
    throw new EngineError("task-file-throws", `${file} calls process.exit(${code ?? ""}) when it is imported.`, {
      file,
    });
  };
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    const message = `${file} is not imported after ${IMPORT_WITHIN / 1000} s: what does it await at its top level?`;
    limit = setTimeout(() => fail(new EngineError("task-file-throws", message, { file })), IMPORT_WITHIN);
  });
  try {
    await Promise.race([import(pathToFileURL(entryPoint).href), late]);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const stack = error instanceof Error ? error.stack : undefined;
    throw new EngineError("task-file-throws", `${file} throws when it is imported: ${message}`, {
      file,
      ...(stack !== undefined && { stack }),
    });
  } finally {
    clearTimeout(limit);
    process.exit = exit;
  }
}

function duplicate(id: string, first: string, second: string): EngineError {
  const places = first === second ? `twice in ${first}` : `in ${first} and in ${second}`;
  return new EngineError("duplicate-task", `Task "${id}" is defined ${places}: ids have to be unique.`, {
    file: second,
  });
}

/** The parts of a configuration that matter at run time. */
interface TriggerConfig {
  readonly project?: string;
  readonly retries?: RetriesConfig;
  readonly maxDuration?: number;
  readonly machine?: string;
  readonly ttl?: string | number;
  readonly [hook: string]: unknown;
}

export async function loadConfig(sdk: Sdk, configFile: string | undefined): Promise<LoadedConfig> {
  const module = configFile === undefined ? {} : await importConfig(configFile);
  const config = module.default ?? module.config ?? {};
  registerHooks(sdk, config, module.handleError);
  const { project = "proj_local", retries, maxDuration, machine, ttl } = config;
  const defaults = {
    retry: retries?.default,
    maxDuration,
    ttl,
    machine: typeof machine === "string" ? machine : undefined,
  };
  return { defaults, retries, projectRef: project };
}

interface ConfigModule {
  readonly default?: TriggerConfig;
  readonly config?: TriggerConfig;
  readonly handleError?: unknown;
}

async function importConfig(configFile: string): Promise<ConfigModule> {
  try {
    return (await import(pathToFileURL(configFile).href)) as ConfigModule; // made with `defineConfig`
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new EngineError("task-file-throws", `The configuration throws when it is imported: ${message}`, {
      file: configFile,
    });
  }
}

/** As the CLI's run worker does. */
function registerHooks({ v3 }: Sdk, config: TriggerConfig, handleError: unknown): void {
  const { lifecycleHooks } = v3;
  const hook = (value: unknown) => ({ id: "config", fn: value as never }); // typed by `defineConfig`
  if (config["init"]) lifecycleHooks.registerGlobalInitHook(hook(config["init"]));
  if (config["onStart"]) lifecycleHooks.registerGlobalStartHook(hook(config["onStart"]));
  if (config["onSuccess"]) lifecycleHooks.registerGlobalSuccessHook(hook(config["onSuccess"]));
  if (config["onFailure"]) lifecycleHooks.registerGlobalFailureHook(hook(config["onFailure"]));
  if (handleError) lifecycleHooks.registerGlobalCatchErrorHook(hook(handleError));
}
