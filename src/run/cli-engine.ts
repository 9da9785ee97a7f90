import { basename, dirname } from "node:path";
import type { ProjectEngineRequest, RunningEngine } from "./project-engine.js";
import { Refusal } from "../tasks/refusal.js";
import { findConfig } from "../tasks/trigger-config.js";

/** Runs a project's tasks by its own `trigger dev`. Throws a `Refusal` where that cannot be. */
export async function startCliRunner(request: ProjectEngineRequest): Promise<RunningEngine> {
  if (request.virtualTime)
    throw new Refusal("usage", "--cli runs real processes, in real time: leave out --cli or --virtual-time.");
  const config = findConfig(request);
  // It is loaded only by who asks for it: a server, and the CLI beside it.
  const [{ startCliEngine }, { CliFailure }] = await Promise.all([
    import("../dev-server/start-cli-engine.js"),
    import("../dev-server/cli-failure.js"),
  ]);
  try {
    const engine = await startCliEngine({
      projectDir: dirname(config),
      configFile: /^trigger\.config\.\w+$/.test(basename(config)) ? undefined : config,
      slots: request.slots === undefined ? undefined : { limit: request.slots, whileWaiting: "held" },
      env: request.env,
      onEvent: request.onEvent,
    });
    return { engine, close: engine.close };
  } catch (error) {
    throw error instanceof CliFailure ? new Refusal("project", error.message) : error;
  }
}
