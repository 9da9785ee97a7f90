import { parseJson } from "../engine/api/body.js";
import type { Route } from "../engine/api/route.js";
import { readLogs, type RunLog, type Unflatten } from "./otel-logs.js";

/** Where the workers send what their tasks log. It goes before the route that drops telemetry. */
export const logRoute = (onLog: (log: RunLog) => void, unflatten: Unflatten): Route => ({
  method: "POST",
  path: "/otel/v1/logs",
  answer({ body }) {
    for (const log of readLogs(parseJson(body), unflatten)) onLog(log);
    return { body: {} };
  },
});
