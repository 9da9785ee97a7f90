import type { BackgroundWorkerMetadata } from "@trigger.dev/core/v3/schemas";
import type { RegisteredWorker } from "./messages.js";
import type { DevRoute } from "./route.js";

export interface WorkerRoutesOptions {
  /** Reads `{ metadata }`, the body of a registration. */
  readonly parseMetadata: (body: unknown) => BackgroundWorkerMetadata;
  /** The command line has indexed the project, or indexed it again after a file changed. */
  readonly onRegistered: (worker: RegisteredWorker, metadata: BackgroundWorkerMetadata) => void;
}

/** Where the command line says which tasks the project has. */
export function workerRoutes({ parseMetadata, onRegistered }: WorkerRoutesOptions): readonly DevRoute[] {
  let registered = 0;
  return [
    {
      method: "POST",
      path: "/api/v1/projects/:projectRef/background-workers",
      answer({ body }) {
        const metadata = parseMetadata(body);
        registered += 1;
        // Processes are kept by version: a rebuilt worker under an old one would run the old code.
        const worker = { id: `worker_local_${registered}`, version: `local.${registered}` };
        onRegistered(worker, metadata);
        return { ...worker, contentHash: metadata.contentHash };
      },
    },
  ];
}
