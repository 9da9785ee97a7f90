import type { CompleteRunAttemptResult, DequeuedMessage, RunExecutionData } from "@trigger.dev/core/v3/schemas";
import type { Snapshot } from "./dequeue-executor.js";

/** The worker that the command line has registered. There is one: it indexes the project once. */
export interface RegisteredWorker {
  readonly id: string;
  readonly version: string;
}

/** What the CLI takes from its queue. Only the ids matter to it; the attempt gets everything else when it starts. */
export function dequeuedMessage(runId: string, snapshot: Snapshot, worker: RegisteredWorker): DequeuedMessage {
  return {
    version: "1",
    snapshot: executionSnapshot(snapshot),
    dequeuedAt: new Date(),
    completedWaitpoints: [],
    backgroundWorker: { id: worker.id, friendlyId: worker.id, version: worker.version },
    deployment: {},
    run: {
      id: runId,
      friendlyId: runId,
      isTest: false,
      isReplay: false,
      machine: { name: "small-1x", cpu: 0.5, memory: 0.5, centsPerMs: 0 },
      attemptNumber: snapshot.attempt,
      masterQueue: "local",
      traceContext: {},
    },
    environment: { id: "env_local", type: "DEVELOPMENT" },
    organization: { id: "org_local" },
    project: { id: "proj_local" },
  };
}

export function executionData(runId: string, snapshot: Snapshot): RunExecutionData {
  return { version: "1", ...executionState(runId, snapshot), completedWaitpoints: [...snapshot.waitpoints] };
}

/** A snapshot and its run, as every answer about an attempt has them. The run's own status is not read. */
export function executionState(runId: string, snapshot: Snapshot): Pick<CompleteRunAttemptResult, "snapshot" | "run"> {
  return {
    snapshot: executionSnapshot(snapshot),
    run: { id: runId, friendlyId: runId, status: "EXECUTING", attemptNumber: snapshot.attempt },
  };
}

function executionSnapshot({ id, status, createdAt }: Snapshot): RunExecutionData["snapshot"] {
  return { id, friendlyId: id, executionStatus: status, description: status, createdAt };
}
