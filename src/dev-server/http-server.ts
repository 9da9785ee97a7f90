import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type DevRoute, Refusal } from "./route.js";

export interface HttpServer {
  readonly server: Server;
  /** `http://127.0.0.1:<port>`. */
  readonly apiUrl: string;
  readonly close: () => Promise<void>;
}

export interface HttpServerOptions {
  readonly routes: readonly DevRoute[];
  /** Answers what no route is for. */
  readonly otherwise: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Listens on loopback, on a port that is free. What is to be answered may depend on where. */
export async function openHttpServer(optionsFor: (apiUrl: string) => HttpServerOptions): Promise<HttpServer> {
  const server = createServer();
  await new Promise<void>((settle, fail) => {
    server.once("error", fail);
    server.listen(0, "127.0.0.1", settle);
  });
  // It listens on a port, not on a pipe.
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${port}`;
  const options = optionsFor(apiUrl);
  const matchers = options.routes.map((route) => ({ route, match: matcherOf(route.path) }));
  server.on("request", (request, response) => {
    const { pathname } = new URL(request.url ?? "/", apiUrl);
    if (pathname === "/engine/v1/dev/presence") return openPresence(response);
    for (const { route, match } of matchers) {
      const params = route.method === request.method ? match(pathname) : undefined;
      if (params) return void answer(route, params, request, response);
    }
    return options.otherwise(request, response);
  });
  return { server, apiUrl, close: () => close(server) };
}

function matcherOf(path: string): (pathname: string) => Readonly<Record<string, string>> | undefined {
  const pattern = new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
  return (pathname) => {
    const match = pattern.exec(pathname);
    return match === null ? undefined : { ...match.groups };
  };
}

async function answer(
  route: DevRoute,
  params: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    const body = parseBody(await readBody(request));
    send(response, 200, await route.answer({ params, body, signal: gone.signal }));
  } catch (error) {
    const status = error instanceof Refusal ? error.status : 500;
    send(response, status, { error: error instanceof Error ? error.message : String(error) });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks).toString();
}

/** The command line sends JSON without saying so. */
function parseBody(text: string): unknown {
  try {
    return text === "" ? undefined : JSON.parse(text);
  } catch {
    throw new Refusal(400, "The body is not JSON.");
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  // Nothing that is refused here would be granted a second later.
  response.writeHead(status, { "content-type": "application/json", "x-should-retry": "false" });
  response.end(JSON.stringify(body));
}

/** A stream that says nothing: that it is open is all that the command line wants to know. */
function openPresence(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write("event: presence\ndata: {}\n\n");
}

function close(server: Server): Promise<void> {
  return new Promise((settle) => {
    server.close(() => settle());
    server.closeAllConnections();
  });
}
