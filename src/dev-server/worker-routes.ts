import type { BackgroundWorkerMetadata } from "@trigger.dev/core/v3/schemas";
import { parseBody } from "../engine/api/body.js";
import type { Route } from "../engine/api/route.js";
import type { RegisteredWorker } from "./messages.js";

/** The command line has indexed the project, or indexed it again after a file changed. */
export type OnRegistered = (worker: RegisteredWorker, metadata: BackgroundWorkerMetadata) => void;

/** Where the command line says which tasks the project has. */
export function workerRoutes(onRegistered: OnRegistered): readonly Route[] {
  let registered = 0;
  return [
    {
      method: "POST",
      path: "/api/v1/projects/:/background-workers",
      answer({ body }, { schemas }) {
        const { metadata } = parseBody(schemas.CreateBackgroundWorkerRequestBody, body);
        registered += 1;
        // Processes are kept by version: a rebuilt worker under an old one would run the old code.
        const worker = { id: `worker_local_${registered}`, version: `local.${registered}` };
        onRegistered(worker, metadata);
        return { body: { ...worker, contentHash: metadata.contentHash } };
      },
    },
  ];
}
