import type { Waitpoint } from "../platform/run.js";
import { parseBody, parseJson } from "./body.js";
import { WITH_TOKEN, type ApiContext, type ApiRequest, type ApiResponse, type Route } from "./route.js";

/** `wait.*`. */
export const waitRoutes: readonly Route[] = [
  { method: "POST", path: "/engine/v1/runs/:/wait/duration", answer: waitForDuration },
  { method: "POST", path: "/engine/v1/runs/:/waitpoints/tokens/:/wait", answer: waitForToken },
  { method: "POST", path: "/api/v1/waitpoints/tokens", answer: createToken },
  { method: "GET", path: "/api/v1/waitpoints/tokens", answer: listTokens },
  { method: "GET", path: "/api/v1/waitpoints/tokens/:", answer: retrieveToken },
  { method: "POST", path: "/api/v1/waitpoints/tokens/:/complete", answer: completeToken },
  { method: "POST", path: "/api/v1/waitpoints/tokens/:/callback", answer: callBack },
];

function waitForDuration({ params: [runId = ""], body }: ApiRequest, { platform, schemas }: ApiContext): ApiResponse {
  const { date, ...key } = parseBody(schemas.WaitForDurationRequestBody, body);
  const waitpoint = platform.waitpoints.waitUntil(platform.run(runId), date, key);
  return { body: { waitUntil: new Date(waitpoint.due ?? date), waitpoint: { id: waitpoint.id } } };
}

function waitForToken({ params: [runId = "", tokenId = ""] }: ApiRequest, { platform }: ApiContext): ApiResponse {
  platform.waitpoints.waitForToken(platform.run(runId), platform.waitpoints.token(tokenId));
  return { body: { success: true } };
}

function createToken({ body }: ApiRequest, { platform, schemas, apiUrl }: ApiContext): ApiResponse {
  const token = parseBody(schemas.CreateWaitpointTokenRequestBody, body);
  const { waitpoint, isCached } = platform.waitpoints.createToken(token);
  return { body: { id: waitpoint.id, isCached, url: tokenUrl(apiUrl(), waitpoint.id) }, headers: WITH_TOKEN };
}

async function completeToken(request: ApiRequest, { platform, core, schemas }: ApiContext): Promise<ApiResponse> {
  const waitpoint = platform.waitpoints.token(request.params[0] ?? "");
  const { data } = parseBody(schemas.CompleteWaitpointTokenRequestBody, request.body);
  platform.waitpoints.complete(waitpoint, data === undefined ? undefined : await core.stringifyIO(data));
  return { body: { success: true } };
}

/** The token's own URL: whatever is posted there is its output. */
function callBack({ params: [tokenId = ""], body }: ApiRequest, { platform }: ApiContext): ApiResponse {
  if (body !== "") parseJson(body);
  const output = body === "" ? undefined : { data: body, dataType: "application/json" };
  platform.waitpoints.complete(platform.waitpoints.token(tokenId), output);
  return { body: { success: true } };
}

/** Where a `POST` completes a token. */
export const tokenUrl = (apiUrl: string, id: string): string => `${apiUrl}/api/v1/waitpoints/tokens/${id}/callback`;

function tokenBody(waitpoint: Waitpoint, apiUrl: string): Record<string, unknown> {
  const { id, completed, due, tags, idempotencyKey, idempotencyKeyExpiresAt: expiry } = waitpoint;
  return {
    id,
    url: tokenUrl(apiUrl, id),
    status: tokenStatus(waitpoint),
    ...(completed && { completedAt: new Date(completed.at) }),
    ...(due !== undefined && { timeoutAt: new Date(due) }),
    idempotencyKey,
    ...(expiry !== undefined && { idempotencyKeyExpiresAt: new Date(expiry) }),
    tags,
    createdAt: new Date(waitpoint.createdAt),
  };
}

export const tokenStatus = ({ completed }: Waitpoint): "WAITING" | "TIMED_OUT" | "COMPLETED" =>
  completed ? (completed.isError ? "TIMED_OUT" : "COMPLETED") : "WAITING";

function listTokens(_request: ApiRequest, { platform, apiUrl }: ApiContext): ApiResponse {
  const data = platform.waitpoints.tokens.map((waitpoint) => tokenBody(waitpoint, apiUrl())).reverse();
  return { body: { data, pagination: {} } };
}

function retrieveToken({ params: [tokenId = ""] }: ApiRequest, { platform, apiUrl }: ApiContext): ApiResponse {
  const waitpoint = platform.waitpoints.token(tokenId);
  const { completed } = waitpoint;
  return {
    body: {
      ...tokenBody(waitpoint, apiUrl()),
      ...(completed?.output && { output: completed.output.data, outputType: completed.output.dataType }),
      ...(completed && { outputIsError: completed.isError }),
    },
  };
}
