/** A request of the command line, or of a worker that it made. */
export interface DevRequest {
  /** The named parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** The parsed JSON, or `undefined` where there is no body. */
  readonly body: unknown;
  /** Aborts when the other side has gone. */
  readonly signal: AbortSignal;
}

/** One route of the API of `trigger dev`. What it answers is sent as JSON. */
export interface DevRoute {
  readonly method: "GET" | "POST";
  /** With named parts: `/engine/v1/dev/runs/:runId/snapshots/latest`. */
  readonly path: string;
  readonly answer: (request: DevRequest) => unknown;
}

/** A request that cannot be granted, and is not to be tried again. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
