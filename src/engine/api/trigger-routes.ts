import type { Packet } from "../records.js";
import type { Batch } from "../platform/batches.js";
import { check, parseBody, parseJson } from "./body.js";
import { WITH_TOKEN, type ApiContext, type ApiRequest, type ApiResponse, type Route } from "./route.js";
import { runResult } from "./run-body.js";

/** `tasks.trigger()`, `batch.trigger()` and all that is built on them. */
export const triggerRoutes: readonly Route[] = [
  { method: "POST", path: "/api/v1/tasks/:/trigger", answer: trigger },
  { method: "POST", path: "/api/v3/batches", answer: createBatch },
  { method: "POST", path: "/api/v3/batches/:/items", answer: addItems },
  { method: "GET", path: "/api/v1/batches/:/results", answer: batchResults },
  { method: "GET", path: "/api/v1/batches/:", answer: retrieveBatch },
  { method: "GET", path: "/api/v2/batches/:", answer: retrieveBatch },
  { method: "POST", path: "/api/v1/idempotencyKeys/:/reset", answer: resetKey },
];

function trigger({ params: [taskId = ""], body }: ApiRequest, { platform, schemas }: ApiContext): ApiResponse {
  const { payload, options = {} } = parseBody(schemas.TriggerTaskRequestBody, body);
  const { run, isCached } = platform.trigger({ taskId, payload: packetOf(payload, options.payloadType), options });
  return { body: { id: run.id, isCached }, headers: WITH_TOKEN };
}

/** A payload is a packet's text; a client that is not the SDK may send plain JSON. */
function packetOf(payload: unknown, dataType = "application/json"): Packet {
  if (payload === undefined || typeof payload === "string") return { data: payload, dataType };
  return { data: JSON.stringify(payload), dataType };
}

function createBatch({ body }: ApiRequest, { platform, schemas }: ApiContext): ApiResponse {
  const parsed = parseBody(schemas.CreateBatchRequestBody, body);
  const { id, runCount, idempotencyKey } = platform.batches.create({
    runCount: parsed.runCount,
    parentId: parsed.parentRunId,
    resumeParent: parsed.resumeParentOnCompletion ?? false,
    idempotencyKey: parsed.idempotencyKey,
  });
  return { status: 202, body: { id, runCount, isCached: false, idempotencyKey }, headers: WITH_TOKEN };
}

function addItems({ params: [id = ""], body }: ApiRequest, { platform, schemas }: ApiContext): ApiResponse {
  const batch = platform.batches.get(id);
  const lines = body.split("\n").filter((line) => line.trim() !== "");
  const items = lines.map((line) => {
    const { index, task, payload, options = {} } = check(schemas.BatchItemNDJSON, parseJson(line));
    return { index, taskId: task, payload: packetOf(payload, options.payloadType), options };
  });
  const { accepted, deduplicated } = platform.batches.add(batch, items);
  const counts = { enqueuedCount: batch.runs.size, expectedCount: batch.runCount };
  return {
    body: {
      id,
      itemsAccepted: accepted,
      itemsDeduplicated: deduplicated,
      sealed: batch.isSealed,
      runCount: batch.runCount,
      ...(!batch.isSealed && counts),
    },
  };
}

const runsOf = (batch: Batch) => [...batch.runs].toSorted(([a], [b]) => a - b).map(([, run]) => run);

function retrieveBatch({ params: [id = ""] }: ApiRequest, { platform }: ApiContext): ApiResponse {
  const batch = platform.batches.get(id);
  const createdAt = new Date(batch.createdAt);
  return {
    body: {
      id,
      status: platform.batches.isComplete(batch) ? "COMPLETED" : batch.isSealed ? "PROCESSING" : "PENDING",
      idempotencyKey: batch.idempotencyKey,
      createdAt,
      updatedAt: createdAt,
      runCount: batch.runCount,
      runs: runsOf(batch).map((run) => run.id),
      processing: { errors: [] },
    },
  };
}

function batchResults({ params: [id = ""] }: ApiRequest, { platform }: ApiContext): ApiResponse {
  const ended = runsOf(platform.batches.get(id)).flatMap((run) => runResult(run) ?? []);
  return { body: { id, items: ended } };
}

function resetKey({ params: [hash = ""], body }: ApiRequest, { platform }: ApiContext): ApiResponse {
  const { taskIdentifier } = parseJson(body) as { taskIdentifier?: unknown };
  const run = platform.kernel.keys.reset(String(taskIdentifier), hash);
  if (run) return { body: { id: hash } };
  const error = `No runs found with idempotency key: ${hash} and task: ${String(taskIdentifier)}`;
  return { status: 404, body: { error } };
}
