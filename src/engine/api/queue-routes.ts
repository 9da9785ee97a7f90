import { Refused } from "../platform/refused.js";
import { parseJson } from "./body.js";
import type { ApiContext, ApiRequest, ApiResponse, Route } from "./route.js";

/** `queues.*`. */
export const queueRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/queues", answer: list },
  { method: "GET", path: "/api/v1/queues/:", answer: retrieve },
  { method: "POST", path: "/api/v1/queues/:/pause", answer: pause },
  { method: "POST", path: "/api/v1/queues/:/concurrency/override", answer: override },
  { method: "POST", path: "/api/v1/queues/:/concurrency/reset", answer: override },
];

function list(_request: ApiRequest, context: ApiContext): ApiResponse {
  const { tasks } = context.platform.kernel;
  const names = [...new Set(tasks.all.map((task) => tasks.queueOf(task)))];
  const data = names.map((name) => queueBody(name, context));
  return { body: { data, pagination: { currentPage: 1, totalPages: 1, count: data.length } } };
}

function retrieve({ params: [queue = ""], query }: ApiRequest, context: ApiContext): ApiResponse {
  return { body: queueBody(nameOf(queue, query.get("type")), context) };
}

function pause({ params: [queue = ""], body }: ApiRequest, context: ApiContext): ApiResponse {
  const { type, action } = parseJson(body) as { type?: string; action?: string };
  const name = nameOf(queue, type);
  context.platform.kernel.slots.pause(name, action === "pause");
  context.platform.kernel.pump();
  return { body: queueBody(name, context) };
}

function override({ params: [queue = ""], body }: ApiRequest, context: ApiContext): ApiResponse {
  const { type, concurrencyLimit } = parseJson(body) as { type?: string; concurrencyLimit?: number };
  const name = nameOf(queue, type);
  context.platform.kernel.slots.override(name, concurrencyLimit);
  context.platform.kernel.pump();
  return { body: queueBody(name, context) };
}

/** Queues are named by their id, by their task or by their own name. */
function nameOf(encoded: string, type: string | null | undefined): string {
  const value = decodeURIComponent(encoded);
  return type === "task" ? `task/${value}` : type === "id" ? value.replace(/^queue_/, "") : value;
}

function queueBody(name: string, { platform }: ApiContext): Record<string, unknown> {
  const { slots, tasks } = platform.kernel;
  const known = tasks.all.some((task) => tasks.queueOf(task) === name);
  if (!known) throw new Refused("Queue not found", 404);
  const finite = (limit: number): number | null => (Number.isFinite(limit) ? limit : null);
  const { waiting, holding } = slots.countOf(name);
  const current = finite(slots.limitOf(name));
  const base = finite(tasks.limitOf(name));
  return {
    id: `queue_${name}`,
    name: name.replace(/^task\//, ""),
    type: name.startsWith("task/") ? "task" : "custom",
    version: "V1",
    running: holding,
    queued: waiting,
    paused: slots.isPaused(name),
    concurrencyLimit: current,
    concurrency: { current, base, override: current === base ? null : current, overriddenAt: null, overriddenBy: null },
  };
}
