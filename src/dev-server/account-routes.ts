import type { DevRoute } from "./route.js";

export interface AccountOptions {
  readonly apiUrl: string;
  /** What the workers present as `TRIGGER_SECRET_KEY`. */
  readonly apiKey: string;
  /** The command line has come in. */
  readonly onLogin: () => void;
}

const ENVIRONMENT_ID = "env_local";

/** Who the command line is, which project it serves, and how it is to behave. */
export function accountRoutes({ apiUrl, apiKey, onLogin }: AccountOptions): readonly DevRoute[] {
  return [
    {
      method: "GET",
      path: "/api/v2/whoami",
      answer() {
        onLogin();
        return { userId: "user_local", email: "local@example.com", dashboardUrl: apiUrl };
      },
    },
    { method: "GET", path: "/api/v1/platform-notifications", answer: () => ({ notification: null }) },
    // Asked for where TRIGGER_DEV_BRANCH is set.
    { method: "POST", path: "/api/v1/projects/:projectRef/branches", answer: () => ({ id: ENVIRONMENT_ID }) },
    {
      method: "GET",
      path: "/api/v1/projects/:projectRef/envvars",
      answer: () => ({ variables: workerVariables(apiUrl) }),
    },
    {
      method: "GET",
      path: "/api/v1/projects/:projectRef/dev",
      answer: ({ params }) => ({ apiKey, apiUrl, name: params["projectRef"], projectId: "proj_local" }),
    },
    {
      method: "GET",
      path: "/engine/v1/dev/config",
      // The engine gives out no run that has no slot, and answers a request for runs only when there is one.
      answer: () => ({
        environmentId: ENVIRONMENT_ID,
        engineUrl: apiUrl,
        maxConcurrentRuns: 10_000,
        dequeueIntervalWithRun: 0,
        dequeueIntervalWithoutRun: 20,
      }),
    },
  ];
}

/** Environment variables of every worker: where its telemetry goes, batched, or each line would be a request. */
export function workerVariables(apiUrl: string): Readonly<Record<string, string>> {
  return {
    TRIGGER_OTEL_EXPORTER_OTLP_ENDPOINT: `${apiUrl}/otel`,
    TRIGGER_OTEL_BATCH_PROCESSING_ENABLED: "1",
  };
}
