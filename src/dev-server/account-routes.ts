import { HEARTBEAT_EVERY } from "./run-watch.js";
import { Text, type ApiResponse, type Route } from "../engine/api/route.js";

export interface AccountOptions {
  /** What the workers present as `TRIGGER_SECRET_KEY`. */
  readonly apiKey: string;
  /** The command line has come in. */
  readonly onLogIn: () => void;
}

const ENVIRONMENT_ID = "env_local";
/** In milliseconds. */
const RECONNECT_AFTER = 3_600_000;

/** Who the command line is, which project it serves, and how it is to behave. */
export function accountRoutes({ apiKey, onLogIn }: AccountOptions): readonly Route[] {
  return [
    {
      method: "GET",
      path: "/api/v2/whoami",
      answer(_request, { apiUrl }) {
        onLogIn();
        return { body: { userId: "user_local", email: "local@example.com", dashboardUrl: apiUrl() } };
      },
    },
    { method: "GET", path: "/api/v1/platform-notifications", answer: () => ({ body: { notification: null } }) },
    // Asked for where TRIGGER_DEV_BRANCH is set.
    { method: "POST", path: "/api/v1/projects/:/branches", answer: () => ({ body: { id: ENVIRONMENT_ID } }) },
    {
      method: "GET",
      path: "/api/v1/projects/:/envvars",
      answer: (_request, { apiUrl }) => ({ body: { variables: workerVariables(apiUrl()) } }),
    },
    {
      method: "GET",
      path: "/api/v1/projects/:/dev",
      answer: ({ params: [name = ""] }, { apiUrl }) => ({
        body: { apiKey, apiUrl: apiUrl(), name, projectId: "proj_local" },
      }),
    },
    { method: "GET", path: "/engine/v1/dev/config", answer: (_request, { apiUrl }) => devConfig(apiUrl()) },
    { method: "GET", path: "/engine/v1/dev/presence", answer: presence },
  ];
}

/** The engine gives out no run that has no slot, and answers a request for runs when there is one. */
function devConfig(engineUrl: string): ApiResponse {
  const pace = { dequeueIntervalWithRun: 0, dequeueIntervalWithoutRun: 20 };
  return { body: { environmentId: ENVIRONMENT_ID, engineUrl, maxConcurrentRuns: 10_000, ...pace } };
}

/** A stream of events by which a server would know that the command line lives. flowgen has its process. */
function presence(): ApiResponse {
  return { body: new Text(`retry: ${RECONNECT_AFTER}\nevent: presence\ndata: {}\n\n`, "text/event-stream") };
}

/** Environment variables of every worker: its telemetry comes here, batched, or each line would be a request. */
export function workerVariables(apiUrl: string): Readonly<Record<string, string>> {
  return {
    TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT: `${apiUrl}/otel`,
    TRIGGER_OTEL_BATCH_PROCESSING_ENABLED: "1",
    HEARTBEAT_INTERVAL_MS: String(HEARTBEAT_EVERY),
  };
}
