import type { Core } from "../core.js";
import type { Platform } from "../platform/platform.js";
import type { Packets } from "./packets.js";

/** The zod schemas of request bodies, from the project's own core. */
export type Schemas = typeof import("@trigger.dev/core/v3/schemas");

export interface ApiRequest {
  readonly method: string;
  /** Decoded segments that the route's pattern names, in order. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly contentType: string | undefined;
  readonly body: string;
}

export interface ApiResponse {
  readonly status?: number | undefined;
  /** Sent as JSON; a `Text` is sent as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A body that is not JSON. */
export class Text {
  readonly text: string;
  readonly contentType: string;

  constructor(text: string, contentType: string) {
    this.text = text;
    this.contentType = contentType;
  }
}

export interface ApiContext {
  readonly platform: Platform;
  readonly core: Core;
  readonly schemas: Schemas;
  readonly packets: Packets;
  readonly apiUrl: () => string;
}

export interface Route {
  readonly method: string;
  /** Segments; `:` stands for any one, `*` for all that follow. */
  readonly path: string;
  readonly answer: (request: ApiRequest, context: ApiContext) => ApiResponse | Promise<ApiResponse>;
}

/** Keeps the SDK from signing a token of its own. */
export const WITH_TOKEN = { "x-trigger-jwt": "local" };
