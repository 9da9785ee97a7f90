import { resolve } from "node:path";
import { startProjectEngine } from "../run/project-engine.js";
import { createFlow } from "./create-flow.js";
import type { StartFlow } from "./flow.js";
import type { FlowOptions } from "./flow-options.js";
import { createWatch } from "./watch.js";

/** See `StartFlow`. */
export const startFlow: StartFlow = async (options: FlowOptions = {}) => {
  const { cwd = ".", config, dirs, realTime = false, slots, env, timeLimit = 30 } = options;
  const watch = createWatch();
  const { engine, folder, close } = await startProjectEngine({
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
  const flow: unknown = createFlow({ engine, folder, watch, timeLimit, close });
  return flow as never; // What its tasks are, only the caller can say.
};
