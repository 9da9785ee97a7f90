import type { AttemptStart } from "../executor.js";
import type { BaseApi } from "./base-api.js";
import type { Scope } from "./scope.js";
import type { Sdk } from "../sdk.js";

type Workers = Sdk["workers"];

/** The SDK's managers of one attempt: its own, where the SDK of a process keeps one for the run it executes. */
export interface Managers {
  readonly runtime: InstanceType<Workers["SharedRuntimeManager"]>;
  readonly hooks: InstanceType<Workers["StandardLifecycleHooksManager"]>;
  readonly metadata: InstanceType<Workers["StandardMetadataManager"]>;
  readonly usage: InstanceType<Workers["DevUsageManager"]>;
}

export interface ManagersInput {
  readonly sdk: Sdk;
  readonly base: BaseApi;
  readonly start: AttemptStart;
  readonly onSuspend: (isSuspended: boolean) => void;
  /** Aborted when the run is cancelled or has used up its time. */
  readonly timeout: AbortController;
}

/** Fills the slot of an attempt. To be called in its scope. */
export function installManagers(scope: Scope, { sdk, base, start, onSuspend, timeout }: ManagersInput): Managers {
  const { v3, workers } = sdk;
  const { run } = start.execution;
  const shared = Object.fromEntries(
    Object.entries(base.api).filter(([name]) => name === "resource-catalog" || name === "clock" || name === "logger"),
  );
  scope.api = shared;
  const managers = {
    runtime: runtimeManager(workers, onSuspend),
    hooks: hooksOf(workers, base),
    metadata: new workers.StandardMetadataManager(v3.apiClientManager.clientOrThrow()),
    usage: new workers.DevUsageManager(),
  };
  managers.metadata.runId = run.id;
  managers.metadata.runIdIsRoot = run.rootTaskRunId === undefined;
  v3.runtime.setGlobalRuntimeManager(managers.runtime);
  v3.lifecycleHooks.setGlobalLifecycleHooksManager(managers.hooks);
  v3.runMetadata.setGlobalManager(managers.metadata);
  workers.usage.setGlobalUsageManager(managers.usage);
  v3.localsAPI.setGlobalLocalsManager(new workers.StandardLocalsManager());
  v3.waitUntil.setGlobalManager(new workers.StandardWaitUntilManager());
  v3.traceContext.setGlobalManager(new workers.StandardTraceContextManager() as never); // its types were made without exact optional properties
  v3.runTimelineMetrics.setGlobalManager(new workers.StandardRunTimelineMetricsManager());
  v3.timeout.setGlobalManager({ abortAfterTimeout: () => timeout, signal: timeout.signal, reset: () => undefined });
  // Without a manager the SDK would take what is sent, and drop it.
  v3.realtimeStreams.setGlobalManager(refusing("realtime streams"));
  v3.inputStreams.setGlobalManager(refusing("input streams"));
  v3.sessionStreams?.setGlobalManager(refusing("session streams")); // newer than the oldest SDK
  const worker = { id: "worker_local", contentHash: "local", version: "local", engine: "V2" as const };
  const ctx = v3.TaskRunContext.parse(start.execution);
  v3.taskContext.setGlobalTaskContext({ ctx, worker, isWarmStart: false });
  return managers;
}

/** A manager that names what the engine does not do. The executor itself calls one method of it, at the end. */
function refusing(feature: string): never {
  const manager: unknown = new Proxy(
    {},
    {
      get: (_, method) => () => {
        if (method !== "clearHandlers") throw new Error(`flowgen's local engine does not emulate ${feature}.`);
      },
    },
  );
  return manager as never; // it stands for any of the SDK's managers
}

/** One per attempt: it keeps its guard against parallel waits over a reset, and an interval that never ends. */
function runtimeManager({ SharedRuntimeManager }: Workers, onSuspend: (isSuspended: boolean) => void) {
  // All that is called of the connection to the CLI is this.
  const send = (type: string, message: { readonly suspendable?: boolean }): void => {
    if (type === "SET_SUSPENDABLE") onSuspend(message.suspendable === true);
  };
  const { setInterval } = globalThis;
  globalThis.setInterval = (() => undefined) as never; // for its interval alone, which nobody could stop
  try {
    return new SharedRuntimeManager({ send } as never, false);
  } finally {
    globalThis.setInterval = setInterval;
  }
}

/** The hooks that the task files registered, with listeners of this attempt. */
function hooksOf({ StandardLifecycleHooksManager }: Workers, base: BaseApi) {
  const hooks = new StandardLifecycleHooksManager();
  for (const [name, value] of Object.entries(base.hooks)) {
    if (value instanceof Map) Object.assign(hooks, { [name]: value });
  }
  return hooks;
}
