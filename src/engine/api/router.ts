import { Refused } from "../platform/refused.js";
import { packetRoutes } from "./packets.js";
import { queueRoutes } from "./queue-routes.js";
import { Text, type ApiContext, type ApiResponse, type Route } from "./route.js";
import { runRoutes } from "./run-routes.js";
import { triggerRoutes } from "./trigger-routes.js";
import { waitRoutes } from "./wait-routes.js";

/** An HTTP request, without the HTTP. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly contentType?: string | undefined;
  readonly body: string;
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Router = (request: RawRequest) => Promise<RawResponse>;

/** Telemetry is taken and dropped: an API that does not answer costs the SDK five seconds at each flush. */
const telemetryRoutes: readonly Route[] = ["traces", "logs", "metrics"].map((kind) => ({
  method: "POST",
  path: `/otel/v1/${kind}`,
  answer: () => ({ body: {} }),
}));

const ROUTES = [...triggerRoutes, ...waitRoutes, ...runRoutes, ...packetRoutes, ...queueRoutes, ...telemetryRoutes];

/** The API that the SDK talks to. What it does not know it names, to the caller and in a warning. */
export function createRouter(context: ApiContext, more: readonly Route[] = []): Router {
  const table = tableOf([...more, ...ROUTES]);
  return async ({ method, url, contentType, body }) => {
    const { pathname, searchParams } = new URL(url, "http://local");
    const found = find(table, method, pathname);
    if (!found) return unknownRoute(context, method, pathname);
    try {
      const request = { method, params: found.params, query: searchParams, contentType, body };
      return raw(await found.route.answer(request, context));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return raw({ status: error.status, body: { error: error.message }, headers: NO_RETRY });
    }
  };
}

const NO_RETRY = { "x-should-retry": "false" };

function unknownRoute({ platform }: ApiContext, method: string, path: string): RawResponse {
  const message = `flowgen's local engine does not emulate ${method} ${path}.`;
  const { clock, emit } = platform.kernel;
  emit({ kind: "warning", at: clock.now(), code: "not-emulated", message });
  return raw({ status: 404, body: { error: message }, headers: NO_RETRY });
}

function raw({ status = 200, body, headers }: ApiResponse): RawResponse {
  const isText = body instanceof Text;
  const contentType = isText ? body.contentType : "application/json";
  return {
    status,
    headers: { "content-type": contentType, ...headers },
    body: isText ? body.text : JSON.stringify(body),
  };
}

/** By method and number of segments, so that few patterns are tried. */
type Table = ReadonlyMap<string, readonly { readonly route: Route; readonly segments: readonly string[] }[]>;

const MANY = 8;

function tableOf(routes: readonly Route[]): Table {
  const table = new Map<string, { route: Route; segments: string[] }[]>();
  for (const route of routes) {
    const segments = route.path.split("/");
    // Packet names have slashes of their own where the client does not encode them.
    const lengths =
      segments.at(-1) === "*" ? Array.from({ length: MANY }, (_, i) => segments.length + i) : [segments.length];
    for (const length of lengths) {
      const place = `${route.method} ${length}`;
      table.set(place, [...(table.get(place) ?? []), { route, segments }]);
    }
  }
  return table;
}

function find(table: Table, method: string, path: string): { route: Route; params: string[] } | undefined {
  const parts = path.split("/");
  for (const { route, segments } of table.get(`${method} ${parts.length}`) ?? []) {
    const params = match(segments, parts);
    if (params) return { route, params };
  }
  return undefined;
}

function match(segments: readonly string[], parts: readonly string[]): string[] | undefined {
  const params: string[] = [];
  for (const [i, segment] of segments.entries()) {
    const part = parts[i] ?? "";
    if (segment === "*") return [...params, decodeURIComponent(parts.slice(i).join("/"))];
    if (segment === ":") params.push(decodeURIComponent(part));
    else if (segment !== part) return undefined;
  }
  return params;
}
