import type { TaskRunExecutionResult } from "@trigger.dev/core/v3/schemas";
import { isEnded, type Run } from "../platform/run.js";
import type { ApiContext } from "./route.js";

const QUEUED = new Set(["QUEUED", "DELAYED"]);
const FAILED = new Set(["FAILED", "CRASHED", "SYSTEM_FAILURE", "EXPIRED", "TIMED_OUT"]);

const dateOf = (time: number | undefined): Date | undefined => (time === undefined ? undefined : new Date(time));

/** What `runs.list()` gives of a run. */
export function commonFields(run: Run): Record<string, unknown> {
  const { id, status, createdAt, startedAt, endedAt } = run;
  return {
    id,
    status,
    taskIdentifier: run.task.id,
    idempotencyKey: run.key?.key ?? run.key?.hash,
    version: "local",
    isQueued: QUEUED.has(status),
    isExecuting: status === "EXECUTING",
    isWaiting: status === "WAITING",
    isCompleted: isEnded(run),
    isSuccess: status === "COMPLETED",
    isFailed: FAILED.has(status),
    isCancelled: status === "CANCELED",
    isTest: run.isTest,
    createdAt: new Date(createdAt),
    updatedAt: new Date(endedAt ?? startedAt ?? createdAt),
    startedAt: dateOf(startedAt),
    finishedAt: dateOf(endedAt),
    delayedUntil: dateOf(run.delayUntil),
    ttl: run.ttl,
    ...(status === "EXPIRED" && { expiredAt: dateOf(endedAt) }),
    tags: run.tags,
    costInCents: 0,
    baseCostInCents: 0,
    durationMs: endedAt === undefined || startedAt === undefined ? 0 : endedAt - startedAt,
    metadata: run.metadata,
  };
}

function relatedFields(run: Run): Record<string, unknown> {
  const waits = run.options.resumeParentOnCompletion === true;
  return {
    ...commonFields(run),
    depth: run.depth,
    triggerFunction: `${run.batchId === undefined ? "t" : "batchT"}rigger${waits ? "AndWait" : ""}`,
    batchId: run.batchId,
  };
}

/** What `runs.retrieve()` gives of a run. */
export async function retrievedRun(run: Run, { core, packets }: ApiContext): Promise<Record<string, unknown>> {
  const { parent, root } = run;
  return {
    ...relatedFields(run),
    payload: await core.parsePacket({ ...packets.read(run.payload) }),
    ...(run.output && { output: await core.parsePacket({ ...packets.read(run.output) }) }),
    // `RunError` leaves the codes open where the SDK's type lists them.
    ...(run.error && {
      error: core.createJsonErrorObject(run.error as Parameters<typeof core.createJsonErrorObject>[0]),
    }),
    relatedRuns: {
      ...(root && { root: relatedFields(root) }),
      ...(parent && { parent: relatedFields(parent) }),
      children: run.children.map(relatedFields),
    },
    attemptCount: run.attempts.length,
  };
}

/** The result of a run that has ended. */
export function runResult(run: Run): TaskRunExecutionResult | undefined {
  if (!isEnded(run)) return undefined;
  const { id, output } = run;
  if (run.status === "COMPLETED") {
    const { data, dataType = "application/json" } = output ?? {};
    return { ok: true, id, taskIdentifier: run.task.id, output: data, outputType: dataType };
  }
  const error = (run.error ?? { type: "STRING_ERROR", raw: run.status }) as never; // as above
  return { ok: false, id, taskIdentifier: run.task.id, error };
}
