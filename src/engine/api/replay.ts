import type { Platform } from "../platform/platform.js";
import type { Run, TriggerBodyOptions } from "../platform/run.js";
import { parseBody } from "./body.js";
import type { ApiContext, ApiRequest, ApiResponse } from "./route.js";

/** A replay is a new root run with the payload and the options of the old one, but not its key. */
export function replayRun(platform: Platform, run: Run, changes: TriggerBodyOptions = {}, payload = run.payload): Run {
  const { queue, concurrencyKey, maxAttempts, maxDuration, priority, ttl, machine } = run.options;
  const kept = { queue, concurrencyKey, maxAttempts, maxDuration, priority, ttl, machine };
  // Those that it was triggered with, not what became of them.
  const { metadata, metadataType } = run.options;
  const options = { ...kept, tags: [...run.tags], metadata, metadataType, ...changes };
  return platform.trigger({ taskId: run.task.id, payload, options, replayOf: run.id }).run;
}

export async function replay(request: ApiRequest, { platform, schemas, core }: ApiContext): Promise<ApiResponse> {
  const run = platform.run(request.params[0] ?? "");
  const {
    payload,
    payloadType,
    queue,
    version: _,
    region: __,
    ...rest
  } = parseBody(schemas.ReplayRunRequestBody, request.body);
  const packet =
    payload === undefined
      ? run.payload
      : payloadType === "application/super+json"
        ? { data: String(payload), dataType: payloadType }
        : await core.stringifyIO(payload);
  const changes = { ...rest, ...(queue !== undefined && { queue: { name: queue } }) };
  return { body: { id: replayRun(platform, run, changes, packet).id } };
}
