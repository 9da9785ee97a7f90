import type { Clock } from "../clock.js";
import { isolateSlot } from "./api-slot.js";
import { taskLogger, type Log } from "./console.js";
import { scopes } from "./scope.js";
import type { Sdk } from "../sdk.js";

/** What all attempts share of the SDK's ambient state. */
export interface BaseApi {
  /** The slot's contents outside of attempts; those of an attempt begin as a copy. */
  readonly api: object;
  readonly catalog: InstanceType<Sdk["workers"]["StandardResourceCatalog"]>;
  readonly hooks: InstanceType<Sdk["workers"]["StandardLifecycleHooksManager"]>;
  readonly tracer: InstanceType<Sdk["tracer"]["TriggerTracer"]>;
}

/** To be called before any task file, and so the SDK's own entry, is imported: some of it is read at import. */
export function installBaseApi(sdk: Sdk, clock: Clock, log: Log): BaseApi {
  const { v3, workers } = sdk;
  const api = {};
  isolateSlot(api);
  const catalog = new workers.StandardResourceCatalog();
  const hooks = new workers.StandardLifecycleHooksManager();
  const tracer = new sdk.tracer.TriggerTracer({ name: "flowgen", version: sdk.version });
  v3.resourceCatalog.setGlobalResourceCatalog(catalog);
  v3.lifecycleHooks.setGlobalLifecycleHooksManager(hooks);
  v3.clock.setGlobalClock(usageClock(clock));
  v3.localsAPI.setGlobalLocalsManager(new workers.StandardLocalsManager());
  v3.runMetadata.setGlobalManager(baseMetadata(sdk));
  v3.logger.setGlobalTaskLogger(taskLogger(log, tracer));
  return { api, catalog, hooks, tracer };
}

/** What usage is measured with: time that passes here, and time that is skipped. */
function usageClock(clock: Clock) {
  const preciseNow = (): [number, number] => {
    const milliseconds = clock.isVirtual ? clock.now() + performance.now() : clock.now();
    return [Math.floor(milliseconds / 1000), Math.floor((milliseconds % 1000) * 1e6)];
  };
  return { preciseNow, reset: () => undefined };
}

/** `metadata.parent` and `.root` are taken once, when the SDK is imported: they have to find their run when called. */
function baseMetadata({ v3, workers }: Sdk) {
  const manager = new workers.StandardMetadataManager(v3.apiClientManager.clientOrThrow());
  const delegate = (kind: "parent" | "root"): object => {
    const updater: object = new Proxy(
      {},
      {
        get:
          (_, method: string) =>
          (...args: unknown[]) => {
            // Any method of the updater, with whatever the caller gives it.
            const own =
              scopes.getStore() && (v3.runMetadata[kind] as unknown as Record<string, (...args: unknown[]) => unknown>);
            const result = own?.[method]?.(...args);
            return method === "stream" ? result : updater;
          },
      },
    );
    return updater;
  };
  Object.defineProperty(manager, "parent", { value: delegate("parent") });
  Object.defineProperty(manager, "root", { value: delegate("root") });
  return manager;
}
