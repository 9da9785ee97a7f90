import { resolve } from "node:path";
import { startProjectEngine } from "../run/project-engine.js";
import { createFlow } from "./create-flow.js";
import type { Flow } from "./flow.js";
import type { FlowOptions } from "./flow-options.js";
import type { TasksOf, UnknownTasks } from "./task-types.js";
import { createWatch } from "./watch.js";

/**
 * Loads a project's tasks onto a platform in memory, on the project's own SDK, in virtual time.
 *
 * ```ts
 * await using flow = await startFlow<typeof import("../definitions/registry.js")>();
 * flow.mock("send-mail", async ({ to }) => ({ messageId: `to ${to}` }));
 * const run = await flow.run("mail-track", { about: "tea", to: "me" });
 * ```
 *
 * The type says what the tasks take and return: modules that export tasks or a registry, joined with `&`. Without it,
 * any id is taken, payloads and outputs are `unknown`.
 *
 * Throws where the tasks do not load, with what is wrong and where.
 */
export async function startFlow(options?: FlowOptions): Promise<Flow<UnknownTasks>>;
export async function startFlow<Source extends object>(options?: FlowOptions): Promise<Flow<TasksOf<Source>>>;
export async function startFlow(options: FlowOptions = {}): Promise<Flow<UnknownTasks>> {
  const { cwd = ".", config, dirs, realTime = false, slots, env, timeLimit = 30 } = options;
  const watch = createWatch();
  const { engine, folder, removeFiles } = await startProjectEngine({
    cwd: resolve(cwd),
    config,
    dirs,
    virtualTime: !realTime,
    tokenTimeouts: "hold",
    // Retries as deployed, whatever `retries.enabledInDev` says.
    environment: "PRODUCTION",
    slots,
    env,
    onEvent: watch.onEvent,
  });
  return createFlow({ engine, folder, watch, timeLimit, onClose: removeFiles });
}
