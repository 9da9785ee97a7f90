import { EngineError } from "../errors.js";
import { installManagers, type Managers } from "./managers.js";
import type { BaseApi } from "./base-api.js";
import type { TaskRunExecution } from "@trigger.dev/core/v3/schemas";
import { scopes, type Scope } from "./scope.js";
import type { Sdk } from "../sdk.js";

/** Those of Node: the proof is under way in scopes whose timers belong to the engine's clock. */
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/**
 * Shows that with the installed SDK two attempts in one thread still see each their own state, and that a wait still
 * ends when its waitpoint is resolved. All that is not exported is relied on here, so a version that moved it is found.
 */
export async function proveSdk(sdk: Sdk, base: BaseApi): Promise<void> {
  await relyingOnInternals(sdk, async () => {
    const ids = ["run_proof_a", "run_proof_b"];
    const seen = await Promise.all(ids.map(async (id) => await waitInScope(sdk, base, sample(id))));
    const isOutside = sdk.v3.taskContext.ctx === undefined;
    if (!isOutside || seen.some((id, i) => id !== ids[i]))
      throw new Error("attempts in one thread see each other's state");
  });
}

/** Does what needs the SDK's internals to be as they are known: an error says that they moved. */
export async function relyingOnInternals<T>(sdk: Sdk, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw moved(sdk, error instanceof Error ? error.message : String(error));
  }
}

function moved({ version }: Sdk, problem: string): EngineError {
  const message = `The internals of @trigger.dev/sdk ${version} are not those that flowgen's local engine knows (${problem}). Use another version (4.8.3 is tested), or update flowgen; "flowgen run --cli" does not depend on them.`;
  return new EngineError("sdk-moved", message);
}

/** The id of the run that the SDK sees after a wait in the scope of an attempt. */
async function waitInScope(sdk: Sdk, base: BaseApi, execution: TaskRunExecution): Promise<string | undefined> {
  const { id } = execution.run;
  const scope: Scope = {
    runId: id,
    taskId: execution.task.id,
    attempt: 1,
    api: {},
    isEnded: false,
    isSuspended: false,
    requests: 0,
    timers: new Set(),
    changed: () => undefined,
  };
  return await scopes.run(scope, async () => {
    const timeout = new AbortController();
    const start = { runId: id, attempt: 1, execution };
    let managers: Managers | undefined;
    const onSuspend = (isSuspended: boolean): void => {
      if (isSuspended) setImmediate(() => void managers?.runtime.resolveWaitpoints([waitpoint(id)]));
    };
    managers = installManagers(scope, { sdk, base, start, onSuspend, timeout });
    const { ctx } = sdk.v3.taskContext;
    if (!ctx) throw new Error("the context of a run is not where it was");
    const result = await withinSeconds(sdk.v3.runtime.waitForTask({ id: `${id}_child`, ctx }), 5);
    if (!result.ok || result.output !== "proof") throw new Error("a wait ended with another result");
    return sdk.v3.taskContext.ctx?.run.id;
  });
}

/** An attempt as the platform starts it. */
const sample = (id: string): TaskRunExecution => ({
  attempt: { number: 1, startedAt: new Date() },
  run: {
    id,
    payload: "",
    payloadType: "text/plain",
    tags: [],
    isTest: true,
    isReplay: false,
    createdAt: new Date(),
    startedAt: new Date(),
  },
  task: { id: "proof", filePath: "proof.ts" },
  queue: { id: "queue_proof", name: "proof" },
  environment: { id: "env_proof", slug: "dev", type: "DEVELOPMENT" },
  organization: { id: "org_proof", slug: "proof", name: "Proof" },
  project: { id: "proj_proof", ref: "proof", slug: "proof", name: "Proof" },
  machine: { name: "small-1x", cpu: 0.5, memory: 0.5, centsPerMs: 0 },
});

const waitpoint = (id: string) => ({
  id: `waitpoint_${id}`,
  friendlyId: `waitpoint_${id}`,
  type: "RUN" as const,
  completedAt: new Date(),
  completedByTaskRun: { id: `${id}_child`, friendlyId: `${id}_child` },
  output: "proof",
  outputType: "text/plain",
  outputIsError: false,
});

async function withinSeconds<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = startTimer(() => fail(new Error("a wait did not end")), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stopTimer(timer);
  }
}
