import { check, parseJson } from "../engine/api/body.js";
import type { ApiContext, ApiRequest, ApiResponse, Route } from "../engine/api/route.js";
import { Refused } from "../engine/platform/refused.js";
import { workerVariables } from "./account-routes.js";
import type { DequeueExecutor, Snapshot } from "./dequeue-executor.js";
import { dequeuedMessage, executionData, executionState, type RegisteredWorker } from "./messages.js";

export interface RunRoutesOptions {
  readonly executor: DequeueExecutor;
  /** The worker that runs are given to: the last that was registered. */
  readonly worker: () => RegisteredWorker | undefined;
}

/** The command line asks again at once, so this only bounds how long a request stays open. */
const POLL_FOR = 20_000;
const SNAPSHOT = "/engine/v1/dev/runs/:/snapshots/:";

/** The life of a run in the command line: taken, started, watched, completed. */
export function runRoutes(options: RunRoutesOptions): readonly Route[] {
  const { executor } = options;
  return [
    { method: "POST", path: "/engine/v1/dev/dequeue", answer: () => dequeue(options) },
    {
      method: "POST",
      path: `${SNAPSHOT}/attempts/start`,
      answer: ({ params: [runId = ""] }, context) => startAttempt(runId, executor, context),
    },
    {
      method: "POST",
      path: `${SNAPSHOT}/attempts/complete`,
      answer: (request, context) => completeAttempt(request, executor, context),
    },
    {
      method: "POST",
      path: `${SNAPSHOT}/heartbeat`,
      answer({ params: [runId = ""] }) {
        executor.noteLife(runId);
        return { body: { ok: true } };
      },
    },
    {
      method: "GET",
      path: "/engine/v1/dev/runs/:/snapshots/latest",
      answer: ({ params: [runId = ""] }) => ({
        body: { execution: executionData(runId, known(executor.latest(runId), runId)) },
      }),
    },
    { method: "POST", path: "/engine/v1/dev/runs/:/logs/debug", answer: () => ({ body: {} }) },
    // Of the watchdog, for the runs of a command line that is gone: whoever stopped it has settled those.
    { method: "POST", path: "/engine/v1/dev/disconnect", answer: () => ({ body: { cancelled: 0 } }) },
  ];
}

async function dequeue({ executor, worker }: RunRoutesOptions): Promise<ApiResponse> {
  const registered = worker();
  if (!registered) throw new Refused("No worker is registered", 400);
  const runIds = await executor.take(POLL_FOR);
  return {
    body: {
      dequeuedMessages: runIds.map((runId) => {
        const attempt = executor.latest(runId)?.attempt ?? 0;
        return dequeuedMessage(runId, executor.record(runId, { status: "PENDING_EXECUTING", attempt }), registered);
      }),
    },
  };
}

/** Refused if the run was cancelled since it was taken: the command line then lets go of it. */
function startAttempt(runId: string, executor: DequeueExecutor, { platform, apiUrl }: ApiContext): ApiResponse {
  const { attempt, execution } = platform.startAttempt(runId);
  const snapshot = executor.record(runId, { status: "EXECUTING", attempt });
  return { body: { ...executionState(runId, snapshot), execution, envVars: workerVariables(apiUrl()) } };
}

async function completeAttempt(
  { params: [runId = ""], body }: ApiRequest,
  executor: DequeueExecutor,
  { platform, schemas }: ApiContext,
): Promise<ApiResponse> {
  const { attempt } = known(executor.latest(runId), runId);
  const completion = check(schemas.TaskRunExecutionResult, completionIn(parseJson(body)));
  const attemptStatus = await platform.completeAttempt(runId, attempt, completion);
  const status = attemptStatus === "RUN_FINISHED" ? "FINISHED" : "QUEUED";
  return {
    body: { result: { attemptStatus, ...executionState(runId, executor.record(runId, { status, attempt })) } },
  };
}

/** The schema of the body as a whole is not exported beside those of the other bodies. */
const completionIn = (body: unknown): unknown =>
  typeof body === "object" && body !== null && "completion" in body ? body.completion : undefined;

function known(snapshot: Snapshot | undefined, runId: string): Snapshot {
  if (snapshot === undefined) throw new Refused(`${runId} was not handed out`, 404);
  return snapshot;
}
