import { Refused } from "../platform/refused.js";
import type { Run } from "../platform/run.js";
import { parseBody } from "./body.js";
import { replay } from "./replay.js";
import type { ApiContext, ApiRequest, ApiResponse, Route } from "./route.js";
import { commonFields, retrievedRun, runResult } from "./run-body.js";

/** `runs.*`, metadata and tags. */
export const runRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/runs", answer: list },
  { method: "GET", path: "/api/v3/runs/:", answer: retrieve },
  { method: "GET", path: "/api/v1/runs/:/result", answer: result },
  { method: "POST", path: "/api/v2/runs/:/cancel", answer: cancel },
  { method: "POST", path: "/api/v1/runs/:/replay", answer: replay },
  { method: "POST", path: "/api/v1/runs/:/reschedule", answer: reschedule },
  { method: "POST", path: "/api/v1/runs/:/tags", answer: addTags },
  { method: "GET", path: "/api/v1/runs/:/metadata", answer: getMetadata },
  { method: "PUT", path: "/api/v1/runs/:/metadata", answer: putMetadata },
];

async function retrieve({ params: [id = ""] }: ApiRequest, context: ApiContext): Promise<ApiResponse> {
  return { body: await retrievedRun(context.platform.run(id), context) };
}

function result({ params: [id = ""] }: ApiRequest, { platform }: ApiContext): ApiResponse {
  const body = runResult(platform.run(id));
  if (!body) throw new Refused("Run either doesn't exist or is not finished", 404);
  return { body };
}

function cancel({ params: [id = ""] }: ApiRequest, { platform }: ApiContext): ApiResponse {
  platform.cancel(platform.run(id));
  return { body: { id } };
}

async function reschedule(request: ApiRequest, context: ApiContext): Promise<ApiResponse> {
  const run = context.platform.run(request.params[0] ?? "");
  context.platform.reschedule(run, parseBody(context.schemas.RescheduleRunRequestBody, request.body).delay);
  return { body: await retrievedRun(run, context) };
}

function addTags({ params: [id = ""], body }: ApiRequest, { platform, schemas }: ApiContext): ApiResponse {
  const run = platform.run(id);
  const added = [parseBody(schemas.AddTagsRequestBody, body).tags].flat().filter((tag) => tag.trim().length > 0);
  const tags = new Set([...run.tags, ...added]);
  if (tags.size > 10) {
    throw new Refused(`Runs can only have 10 tags, you're trying to set ${tags.size}. These tags have not been set.`);
  }
  run.tags.splice(0, run.tags.length, ...tags);
  return { body: { message: `Successfully set ${added.length} new tags.` } };
}

function getMetadata({ params: [id = ""] }: ApiRequest, { platform }: ApiContext): ApiResponse {
  return { body: { metadata: platform.run(id).metadata } };
}

function putMetadata({ params: [id = ""], body }: ApiRequest, { platform, schemas }: ApiContext): ApiResponse {
  const run = platform.run(id);
  const update = parseBody(schemas.UpdateMetadataRequestBody, body);
  if (update.metadata) run.metadata = update.metadata;
  platform.applyMetadata(run, update);
  return { body: { metadata: run.metadata } };
}

function list({ query }: ApiRequest, { platform }: ApiContext): ApiResponse {
  const filters = ["status", "taskIdentifier", "tag", "batch", "queue"] as const;
  const wanted = new Map(filters.map((name) => [name, query.get(`filter[${name}]`)?.split(",")]));
  const matches = (run: Run): boolean => {
    const own = {
      status: [run.status],
      taskIdentifier: [run.task.id],
      tag: run.tags,
      batch: [run.batchId],
      queue: [run.queue],
    };
    return filters.every((name) => wanted.get(name)?.some((value) => own[name].some((has) => has === value)) ?? true);
  };
  const unknown = [...query.keys()].find(
    (key) => key.startsWith("filter[") && !filters.some((name) => key === `filter[${name}]`),
  );
  if (unknown !== undefined)
    throw new Refused(`flowgen's local engine does not emulate ${unknown} of runs.list().`, 501);

  const newestFirst = [...platform.kernel.runs.values()].reverse().filter(matches);
  const size = Number(query.get("page[size]") ?? 25);
  const after = query.get("page[after]");
  const start = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
  const page = newestFirst.slice(start, start + size);
  const next = start + size < newestFirst.length ? page.at(-1)?.id : undefined;
  return {
    body: {
      data: page.map((run) => ({ ...commonFields(run), env: { id: "env_local", name: "local" } })),
      pagination: { next },
    },
  };
}
