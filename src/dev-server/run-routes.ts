import type { CompleteRunAttemptResult, TaskRunExecutionResult } from "@trigger.dev/core/v3/schemas";
import type { AttemptStart } from "../engine/executor.js";
import type { DequeueExecutor, Snapshot } from "./dequeue-executor.js";
import { dequeuedMessage, executionData, executionState, type RegisteredWorker } from "./messages.js";
import { type DevRequest, type DevRoute, Refusal } from "./route.js";

/** What these routes need of the platform. */
export interface Attempts {
  /** Begins the next attempt of a run that was dequeued; `undefined` if it was cancelled in the meantime. */
  readonly startAttempt: (runId: string) => AttemptStart | undefined;
  readonly completeAttempt: (
    runId: string,
    attempt: number,
    completion: TaskRunExecutionResult,
  ) => CompleteRunAttemptResult["attemptStatus"];
}

export interface RunRoutesOptions {
  readonly attempts: Attempts;
  readonly executor: DequeueExecutor;
  readonly worker: () => RegisteredWorker | undefined;
  /** Environment variables of each attempt. */
  readonly variables: Readonly<Record<string, string>>;
  readonly parseCompletion: (body: unknown) => TaskRunExecutionResult;
}

/** The command line asks again at once, so this only bounds how long a connection stays open. */
const POLL_FOR = 20_000;

/** The life of a run in the command line: taken, started, watched, completed. */
export function runRoutes(options: RunRoutesOptions): readonly DevRoute[] {
  const { executor } = options;
  const snapshotPath = "/engine/v1/dev/runs/:runId/snapshots/:snapshotId";
  return [
    { method: "POST", path: "/engine/v1/dev/dequeue", answer: (request) => dequeue(request, options) },
    {
      method: "POST",
      path: `${snapshotPath}/attempts/start`,
      answer: (request) => startAttempt(runIdOf(request), options),
    },
    {
      method: "POST",
      path: `${snapshotPath}/attempts/complete`,
      answer: (request) => completeAttempt(request, options),
    },
    { method: "POST", path: `${snapshotPath}/heartbeat`, answer: () => ({ ok: true }) },
    {
      method: "GET",
      path: "/engine/v1/dev/runs/:runId/snapshots/latest",
      answer(request) {
        const runId = runIdOf(request);
        return { execution: executionData(runId, known(executor.latest(runId), runId)) };
      },
    },
    { method: "POST", path: "/engine/v1/dev/runs/:runId/logs/debug", answer: () => ({}) },
    // Of the watchdog, for the runs of a command line that is gone: whoever stopped it has settled those.
    { method: "POST", path: "/engine/v1/dev/disconnect", answer: () => ({ cancelled: 0 }) },
  ];
}

async function dequeue({ signal }: DevRequest, { executor, worker }: RunRoutesOptions): Promise<object> {
  const registered = worker();
  if (registered === undefined) throw new Refusal(400, "No worker is registered.");
  const runIds = await executor.take(POLL_FOR, signal);
  return {
    dequeuedMessages: runIds.map((runId) => {
      const attempt = executor.latest(runId)?.attempt ?? 0;
      return dequeuedMessage(runId, executor.record(runId, { status: "PENDING_EXECUTING", attempt }), registered);
    }),
  };
}

function startAttempt(runId: string, { attempts, executor, variables }: RunRoutesOptions): object {
  const start = attempts.startAttempt(runId);
  if (start === undefined) throw new Refusal(400, `${runId} is not to be executed any more.`);
  const snapshot = executor.record(runId, { status: "EXECUTING", attempt: start.attempt });
  return { ...executionState(runId, snapshot), execution: start.execution, envVars: variables };
}

function completeAttempt(request: DevRequest, options: RunRoutesOptions): object {
  const { attempts, executor, parseCompletion } = options;
  const runId = runIdOf(request);
  const { attempt } = known(executor.latest(runId), runId);
  const attemptStatus = attempts.completeAttempt(runId, attempt, parseCompletion(request.body));
  const status = attemptStatus === "RETRY_QUEUED" ? "QUEUED" : "FINISHED";
  return { result: { attemptStatus, ...executionState(runId, executor.record(runId, { status, attempt })) } };
}

const runIdOf = ({ params }: DevRequest): string => params["runId"] ?? "";

function known(snapshot: Snapshot | undefined, runId: string): Snapshot {
  if (snapshot === undefined) throw new Refusal(404, `${runId} was not handed out.`);
  return snapshot;
}
